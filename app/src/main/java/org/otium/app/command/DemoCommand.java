package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.flow.FlowRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code otium demo}: a flow from end to end without any data. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Flow drawn digits into drawn garments, and write a report; needs no data.",
    footer = {"", "Example:", "  otium demo --out my-first-flow"})
public final class DemoCommand implements Callable<Integer> {
  private static final String FROM = "glyphs{style: script, per-class: 30}";
  private static final String TO = "glyphs{style: pictogram, per-class: 30}";
  private final FlowRunner runner;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private OutOption out = new OutOption();

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Mixin
  private JsonOption json = new JsonOption();

  /**
   * The command.
   *
   * @param runner runs flows
   */
  @Inject
  public DemoCommand(FlowRunner runner) {
    this.runner = runner;
  }

  /**
   * Runs the demonstration.
   *
   * @return 0, or 130 if it was stopped
   * @throws IOException if the folder cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("particles", 300);
    tree.put("steps", 40);
    tree.put("seed", 1);
    // As many particles as the report shows; all of them would be most of what the demo takes.
    tree.put("record-megabytes", 8);
    tree.put("dynamics", Yaml.plugin("fd{optimizer: {name: sgd, step-size: 0.1}, clamp: true}"));
    return runner.start(
        spec, new FlowRequest(FROM, TO, tree, out.folder("demo"), FlowRequest.Checkpoints.DEFAULT));
  }
}
