package org.otium.app.plugins;

import java.lang.reflect.Proxy;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra;

/** A machine for plugins that compute nothing. */
public final class TestMachine {
  private TestMachine() {}

  /** One thread and no linear algebra. */
  public static Compute compute() {
    Object none =
        Proxy.newProxyInstance(
            LinearAlgebra.class.getClassLoader(),
            new Class<?>[] {LinearAlgebra.class},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            });
    return new Compute((LinearAlgebra) none, 1, 1L << 20);
  }
}
