package org.otium.app.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of a distillation.
 *
 * @param folder the run folder
 * @param report the page to read
 * @param finished whether all steps were made and the scores measured
 * @param summary the outcome in a few lines
 * @param warnings what to keep in mind
 */
public record DistillOutcome(
    Path folder, Path report, boolean finished, List<String> summary, List<String> warnings) {}
