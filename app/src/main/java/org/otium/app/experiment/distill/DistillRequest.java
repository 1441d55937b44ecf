package org.otium.app.experiment.distill;

import java.nio.file.Path;
import java.util.Map;
import org.otium.app.experiment.flow.FlowRequest;

/**
 * A distillation that a user asked for.
 *
 * @param to the large dataset: text or a tree with a {@code name}
 * @param test what the small one is tested with; empty text for a part that is held out
 * @param settings settings of {@link DistillSettings} as a tree
 * @param out the folder of the run
 * @param checkpoints when checkpoints are written
 */
public record DistillRequest(
    Object to,
    Object test,
    Map<String, Object> settings,
    Path out,
    FlowRequest.Checkpoints checkpoints) {}
