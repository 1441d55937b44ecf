package org.otium.cluster.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Does the one piece of a partition. */
final class EachPiece extends AbstractFunction1<Iterator<String>, PieceResult>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final OpenWork work;

  EachPiece(OpenWork work) {
    this.work = work;
  }

  @Override
  public PieceResult apply(Iterator<String> keys) {
    try {
      return work.piece(keys.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
