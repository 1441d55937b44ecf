package org.otium.app.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.otium.spi.ClusterWork;

class KnownPiecesTest {
  @Test
  void everythingThatPiecesCanBeAskedIsPassedOn() throws NoSuchMethodException {
    for (Method method : ClusterWork.Pieces.class.getMethods()) {
      Method own = KnownPieces.class.getMethod(method.getName(), method.getParameterTypes());
      assertEquals(KnownPieces.class, own.getDeclaringClass(), method.toString());
    }
  }
}
