package org.otium.linalg.nd4j;

import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Room outside the heap for one block of a matrix, used again and again: fresh pages cost ten times
 * what copying into used ones does. Belongs to one thread at a time.
 */
final class Block {
  private final DataType type;
  private @Nullable INDArray room;
  private @Nullable INDArray view;

  Block(DataType type) {
    this.type = type;
  }

  /** A row-major matrix of the given size, with whatever the room holds. */
  INDArray shaped(int rows, int columns) {
    INDArray current = view;
    if (current != null && current.size(0) == rows && current.size(1) == columns) {
      return current;
    }
    long length = (long) rows * columns;
    INDArray storage = room;
    if (storage == null || storage.length() < length) {
      if (storage != null) {
        view = null;
        room = null;
        storage.close();
      }
      storage = Nd4j.createUninitialized(type, length);
      room = storage;
    }
    INDArray made =
        Nd4j.create(storage.data(), new long[] {rows, columns}, new long[] {columns, 1}, 0, 'c');
    view = made;
    return made;
  }

  /** A part of a matrix as a row-major matrix of its own. */
  INDArray load(Operand from, int row, int column, int rows, int columns) {
    INDArray block = shaped(rows, columns);
    Pointer pointer = block.data().pointer();
    if (columns == from.stride()) {
      from.array().copyTo(pointer, 0, from.index(row, column), rows * columns);
    } else {
      for (int i = 0; i < rows; i++) {
        from.array().copyTo(pointer, (long) i * columns, from.index(row + i, column), columns);
      }
    }
    pointer.position(0);
    return block;
  }

  /** Writes the block that was shaped or loaded last to a part of a matrix. */
  void store(INDArray block, Operand to, int row, int column) {
    int rows = (int) block.size(0);
    int columns = (int) block.size(1);
    Pointer pointer = block.data().pointer();
    if (columns == to.stride()) {
      to.array().copyFrom(pointer, 0, to.index(row, column), rows * columns);
    } else {
      for (int i = 0; i < rows; i++) {
        to.array().copyFrom(pointer, (long) i * columns, to.index(row + i, column), columns);
      }
    }
    pointer.position(0);
  }
}
