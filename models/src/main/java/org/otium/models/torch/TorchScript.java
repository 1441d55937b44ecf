package org.otium.models.torch;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import org.otium.api.InvalidInputException;

/** A network from a TorchScript file, which cannot run anything but PyTorch's own operations. */
public final class TorchScript implements AutoCloseable {
  private final Path file;
  private final PtSymbolBlock module;

  private TorchScript(Path file, PtSymbolBlock module) {
    this.file = file;
    this.module = module;
  }

  /**
   * Reads a file, as {@code torch.jit.save} writes it.
   *
   * @param file the file
   * @param scope where its tensors live
   * @return the network, set to be used and not to learn
   * @throws InvalidInputException if there is no such file, or it holds something else
   */
  public static TorchScript open(Path file, NDManager scope) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "there is no file " + file, "Name a TorchScript file, as torch.jit.save writes it.");
    }
    try {
      PtSymbolBlock module =
          JniUtils.loadModule((PtNDManager) scope, file, true, new String[0], new String[0], false);
      JniUtils.enableInferenceMode(module);
      return new TorchScript(file, module);
    } catch (EngineException | IllegalArgumentException e) {
      throw broken(file, "cannot be read", e);
    }
  }

  /** Says that nobody wants derivatives by the network's own numbers, which would be summed up. */
  void fix(NDManager scope) {
    for (NDArray number : JniUtils.moduleGetParams(module, (PtNDManager) scope)) {
      number.setRequiresGradient(false);
    }
  }

  /**
   * Evaluates the network.
   *
   * @param x its argument
   * @param derivatives whether derivatives by it are wanted
   * @return its result, in the scope of {@code x}
   * @throws InvalidInputException if it takes other tensors, or gives anything but one tensor
   */
  public NDArray forward(NDArray x, boolean derivatives) {
    NDList results;
    try {
      results = IValueUtils.forward(module, new NDList(x), derivatives);
    } catch (EngineException | IllegalArgumentException | UnsupportedOperationException e) {
      throw broken(file, "cannot be used on samples of shape " + x.getShape(), e);
    }
    if (results.size() != 1) {
      throw new InvalidInputException(
          file + " gives " + results.size() + " tensors instead of one",
          "Script a module whose forward takes one tensor and returns one.");
    }
    return results.singletonOrThrow();
  }

  private static InvalidInputException broken(Path file, String what, Exception cause) {
    String words = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    InvalidInputException refused =
        new InvalidInputException(
            file + " " + what + ": " + words,
            "Write it with torch.jit.save, for PyTorch 2.7 or older.");
    refused.initCause(cause);
    return refused;
  }

  @Override
  public void close() {
    module.close();
  }
}
