package org.otium.app.experiment.flow;

import java.util.List;
import java.util.Optional;
import org.otium.api.DatasetDistance;
import org.otium.api.DatasetTransform;
import org.otium.api.Encoder;
import org.otium.api.FlowDynamics;
import org.otium.api.Functional;
import org.otium.settings.Setting;

/**
 * A flow of one dataset towards another.
 *
 * @param particles how many samples of the source move
 * @param targetParticles how many samples of the target are used
 * @param steps how many steps are made
 * @param seed decides everything random
 * @param resize whether images of another shape are resized
 * @param fromTransforms what the source is put through before it flows
 * @param toTransforms what the target is put through before it is flowed to
 * @param encoder embeds both, for the flow alone
 * @param recordEvery how many steps lie between two recorded ones
 * @param recordMegabytes how large the trajectory may become
 * @param functional what descends
 * @param dynamics how particles move
 * @param evaluate a classifier that is shown the particles along the flow
 * @param metric what start and end are compared with the target by
 */
public record FlowSettings(
    @Setting(
            doc = "How many samples of the source move, equally many of each class.",
            defaultValue = "500",
            min = 1)
        int particles,
    @Setting(
            doc = "How many samples of the target are used; empty for as many as particles.",
            defaultValue = "",
            min = 1)
        Optional<Integer> targetParticles,
    @Setting(doc = "How many steps are made.", defaultValue = "100", min = 0) int steps,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(
            doc = "Resize the images of the source to the shape of the target's.",
            defaultValue = "false")
        boolean resize,
    @Setting(
            doc =
                "What samples of the first dataset are put through, in this order; for instance"
                    + " [pseudo-labels].",
            defaultValue = "[]")
        List<DatasetTransform> fromTransforms,
    @Setting(
            doc = "What samples of the second dataset are put through, in this order.",
            defaultValue = "[]")
        List<DatasetTransform> toTransforms,
    @Setting(
            doc =
                "Particles flow in the space of this encoder, which learns from the samples of both"
                    + " datasets, and are brought back wherever they are looked at: autoencoder or"
                    + " pca. Empty to flow where samples are.",
            defaultValue = "")
        Optional<Encoder> encoder,
    @Setting(
            doc =
                "Record where particles are every so many steps; empty for as often as"
                    + " record-megabytes allows.",
            defaultValue = "",
            min = 1)
        Optional<Integer> recordEvery,
    @Setting(
            doc =
                "How large the recorded trajectory may become, in MiB; of very many particles only"
                    + " some are recorded. 0 records nothing.",
            defaultValue = "64",
            min = 0,
            max = 1024)
        int recordMegabytes,
    @Setting(doc = "What descends.", defaultValue = "otdd") Functional functional,
    @Setting(doc = "How particles move.", defaultValue = "fd") FlowDynamics dynamics,
    @Setting(
            doc =
                "Shows the particles to a classifier along the way; for instance {classifier: k-nn,"
                    + " data: mnist-test, every: 10}. Empty for none.",
            defaultValue = "")
        Optional<EvaluationSettings> evaluate,
    @Setting(
            doc = "Compares start and end with the target for the report; empty for no comparison.",
            defaultValue = "otdd")
        Optional<DatasetDistance> metric) {}
