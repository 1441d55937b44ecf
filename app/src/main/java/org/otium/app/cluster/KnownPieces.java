package org.otium.app.cluster;

import java.io.IOException;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import org.otium.spi.ClusterWork;

/**
 * Pieces of which it is known what they are computed with.
 *
 * @param pieces does them
 * @param computedWith what with
 */
record KnownPieces(ClusterWork.Pieces pieces, String computedWith) implements ClusterWork.Pieces {
  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    return pieces.piece(key, stopped);
  }

  @Override
  public Sending send(String key, BooleanSupplier stopped) throws IOException {
    return pieces.send(key, stopped);
  }

  @Override
  public byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
      throws IOException {
    return pieces.receive(key, records, stopped);
  }
}
