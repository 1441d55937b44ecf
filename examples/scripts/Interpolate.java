///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.otium:otium-app:0.1.0-SNAPSHOT
//JAVA_OPTIONS --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.otium.app.library.Experiment;
import org.otium.app.library.Workbench;

// Datasets between two mixtures of Gaussians, near a third, by optimal and by random maps. The same
// as interpolate.yaml, with the same folder of runs and reports.
void main(String[] args) throws IOException {
  var experiment =
      Experiment.of("interpolate")
          .set("target", "gaussian-mixture{classes: 3, per-class: 30}")
          .set(
              "from",
              List.of(
                  "gaussian-mixture{classes: 4, per-class: 30, radius: 5}", "moons{per-class: 40}"))
          .set("dataset-samples", 120)
          .variant("optimal", Map.of("interpolation", "generalized-geodesic"))
          .variant("random", Map.of("interpolation", "mixup"))
          .sweep("seed", 0, 1);
  var result = Workbench.open().run(experiment, Path.of(args.length > 0 ? args[0] : "between"));
  result.summary().forEach(IO::println);
}
