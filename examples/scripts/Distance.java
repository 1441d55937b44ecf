///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.otium:otium-app:0.1.0-SNAPSHOT
//JAVA_OPTIONS --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED

import org.otium.api.DatasetDistance;
import org.otium.app.library.Workbench;

// How far are digits drawn with a pen from digits of a license plate? The same as distance.yaml.
void main() {
  var otium = Workbench.open();
  var pen = otium.dataset("glyphs{per-class: 20}");
  var plate = otium.dataset("glyphs{style: block, per-class: 20}");
  var otdd =
      otium.make(
          DatasetDistance.class, "otdd{solver: {name: sinkhorn, epsilon: 0.02 * max cost}}");
  var report = otdd.between(pen, plate);
  IO.println("OTDD²: " + report.squared());
  IO.println("OTDD: " + Math.sqrt(report.squared()));
}
