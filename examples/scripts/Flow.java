///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.otium:otium-app:0.1.0-SNAPSHOT
//JAVA_OPTIONS --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED

import java.util.Map;
import org.otium.api.FlowDynamics;
import org.otium.api.Functional;
import org.otium.app.library.Workbench;

// Rings flow towards moons, with labels that stay. The same as flow.yaml, step by step: between two
// steps a program may do what it likes.
void main() {
  var otium = Workbench.open();
  var rings = otium.dataset("rings{per-class: 60}");
  var moons = otium.dataset("moons{per-class: 60}");
  var functional =
      otium.make(
          Functional.class,
          "otdd{solver: {name: sinkhorn, epsilon: 0.1}}",
          Map.of("target", moons));
  var dynamics =
      otium.make(FlowDynamics.class, "fd{optimizer: {name: adam, step-size: 0.05}}");
  var flow = dynamics.start(functional, rings, 0);
  for (int step = 0; step < 20; step++) {
    IO.println(step + "," + flow.advance().value());
  }
  IO.println("20," + flow.measure().value());
}
