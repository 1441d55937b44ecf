package org.otium.app.experiment;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of a flow.
 *
 * @param folder the run folder
 * @param report the page to read
 * @param finished whether all steps were made
 * @param steps how many steps were made
 * @param summary the outcome in a few lines
 * @param warnings what to keep in mind
 */
public record FlowOutcome(
    Path folder,
    Path report,
    boolean finished,
    long steps,
    List<String> summary,
    List<String> warnings) {}
