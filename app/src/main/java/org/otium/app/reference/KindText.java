package org.otium.app.reference;

import org.otium.spi.Kind;

/** What each kind of plugin is, in a sentence. */
final class KindText {
  private KindText() {}

  static String of(Kind kind) {
    return switch (kind) {
      case GROUND_COST -> "What it costs to move a unit of mass from one sample to another.";
      case OT_SOLVER -> "Solves the transport between two weighted sets of points.";
      case LABEL_DISTANCE -> "How far two classes are from each other, by their samples.";
      case DATASET_DISTANCE -> "How far two labelled datasets are from each other.";
      case FUNCTIONAL -> "What a flow descends: a number for a dataset, with its gradient.";
      case MEASURE_KERNEL -> "How alike two classes are as distributions of samples.";
      case FLOW_DYNAMICS -> "How samples and labels move down a functional.";
      case OPTIMIZER -> "Turns gradients into steps.";
      case CLUSTERING -> "Groups samples that have no labels.";
      case DATASET_MAPPING -> "Takes the samples of one dataset to another.";
      case INTERPOLATION -> "Makes a dataset between several others, for any weights.";
      case CLASSIFIER -> "Learns from labelled samples and labels others.";
      case ENCODER -> "Takes samples into a space in which they are compared.";
      case DATASET_FORMAT -> "Reads and writes datasets as files.";
      case DATASET_SOURCE -> "Makes datasets without files.";
      case DATASET_TRANSFORM -> "Changes a dataset before it is used.";
      case LINEAR_ALGEBRA -> "Matrix products and decompositions.";
      case CLUSTER -> "Machines that do pieces of work for distance, interpolate and run.";
    };
  }
}
