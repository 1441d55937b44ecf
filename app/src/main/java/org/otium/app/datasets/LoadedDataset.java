package org.otium.app.datasets;

import java.util.List;
import org.otium.api.LabeledDataset;
import org.otium.app.runs.InputFile;

/**
 * A dataset and where it came from.
 *
 * @param dataset the dataset
 * @param reference what the user wrote
 * @param origin the format or generator that it came through, in words
 * @param files the files that were read; empty for a generated dataset
 * @param seconds how long it took
 */
public record LoadedDataset(
    LabeledDataset dataset,
    String reference,
    String origin,
    List<InputFile> files,
    double seconds) {}
