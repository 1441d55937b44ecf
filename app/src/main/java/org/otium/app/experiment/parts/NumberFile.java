package org.otium.app.experiment.parts;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Arrays of numbers in files, big-endian. */
final class NumberFile implements AutoCloseable {
  private static final int CHUNK = 1 << 16;
  private final FileChannel channel;

  private NumberFile(FileChannel channel) {
    this.channel = channel;
  }

  static NumberFile to(Path file) throws IOException {
    return new NumberFile(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  void ints(int[] values) throws IOException {
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      ByteBuffer buffer = ByteBuffer.allocate(count * Integer.BYTES);
      buffer.asIntBuffer().put(values, from, count);
      put(buffer);
    }
  }

  void doubles(double[] values) throws IOException {
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      ByteBuffer buffer = ByteBuffer.allocate(count * Double.BYTES);
      buffer.asDoubleBuffer().put(values, from, count);
      put(buffer);
    }
  }

  void floats(float[] values) throws IOException {
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      ByteBuffer buffer = ByteBuffer.allocate(count * Float.BYTES);
      buffer.asFloatBuffer().put(values, from, count);
      put(buffer);
    }
  }

  private void put(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  static int[] ints(FileChannel channel, long at, int count) throws IOException {
    int[] values = new int[count];
    bytes(channel, at, (long) count * Integer.BYTES).asIntBuffer().get(values);
    return values;
  }

  static double[] doubles(FileChannel channel, long at, int count) throws IOException {
    double[] values = new double[count];
    bytes(channel, at, (long) count * Double.BYTES).asDoubleBuffer().get(values);
    return values;
  }

  static float[] floats(FileChannel channel, long at, int count) throws IOException {
    float[] values = new float[count];
    bytes(channel, at, (long) count * Float.BYTES).asFloatBuffer().get(values);
    return values;
  }

  private static ByteBuffer bytes(FileChannel channel, long at, long count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(count));
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException("a file of the run ends early");
      }
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
