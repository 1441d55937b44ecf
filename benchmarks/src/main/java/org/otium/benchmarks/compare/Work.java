package org.otium.benchmarks.compare;

import java.util.List;
import java.util.Locale;

/** What is computed on both sides. */
enum Work {
  DIVERGENCE_GRADIENT(
      5000,
      500,
      "Debiased Sinkhorn divergence and its gradient, cost ‖x−y‖²/2, ε = 0.05²",
      "annealed Sinkhorn in PyTorch, scaling 0.5",
      "exact ½W₂² and the gradient of it"),
  ENTROPIC_VALUE(
      2000,
      500,
      "Entropic transport cost, cost ‖x−y‖²/2, ε = 0.05²",
      "annealed Sinkhorn in PyTorch, scaling 0.5",
      "exact ½W₂²"),
  EXACT(
      2000,
      500,
      "Exact optimal transport of a given cost matrix",
      "POT `emd`",
      "the cheaper of the two plans, summed in double precision"),
  GAUSSIAN_LABELS(
      2000,
      500,
      "Gaussian label distances, 20×20 classes",
      "numpy, roots of d×d covariances by eigenvalues",
      "nuclear norms by singular values in numpy, float64"),
  EXACT_LABELS(
      2000,
      500,
      "Exact label distances, 20×20 classes",
      "POT `dist` and `emd2` for each pair",
      "POT on differences squared one by one in float64"),
  SLICED_PAIRS(
      5000,
      500,
      "SW₂² of all pairs of 20 classes and its gradient, 500 directions",
      "PyTorch, `sort` and automatic differentiation",
      "the same in PyTorch, float64"),
  BARYCENTRIC_MAP(
      1000,
      300,
      "OTDD barycentric projection of one dataset onto another, ε = 0.01·max cost",
      "POT `sinkhorn`, label distances by numpy",
      "POT `sinkhorn_log` to 1e-9 on differences squared one by one in float64"),
  GEODESIC_WEIGHTS(
      2000,
      300,
      "Exact maps onto three datasets, the distances among them and the weights of the projection",
      "POT `emd`, label distances by numpy",
      "POT on differences squared one by one in float64"),
  BATCHED_MAP(
      60_000,
      2000,
      "OTDD barycentric projection of MNIST onto Fashion-MNIST, both whole, in batches of 10⁴",
      "",
      ""),
  WOW_STEP_200(
      2000,
      500,
      "A step down ½MMD² under −SW₂ between 10 classes each, fresh directions, 500 of them",
      "PyTorch, closed form and automatic differentiation",
      "the gradient along given directions in PyTorch, float64"),
  WOW_STEP_500(
      5000,
      1000,
      "The same with classes of 500",
      "PyTorch, closed form and automatic differentiation",
      "the gradient along given directions in PyTorch, float64"),
  WOW_RINGS(
      240,
      240,
      "Three rings: 501 such steps in the plane",
      "PyTorch, closed form and automatic differentiation",
      "the gradient along given directions in PyTorch, float64"),
  FLOW_STEP(
      2000,
      500,
      "One step of a feature-driven flow along ½·OTDD², Gaussian labels, ε = 0.01·max cost",
      "",
      "");

  final int fullSize;
  final int quickSize;
  final String title;

  /** Who does it on the other side; empty if nobody. */
  final String peer;

  final String reference;

  Work(int fullSize, int quickSize, String title, String peer, String reference) {
    this.fullSize = fullSize;
    this.quickSize = quickSize;
    this.title = title;
    this.peer = peer;
    this.reference = reference;
  }

  /** Options of the virtual machine that the work is shown with. */
  List<String> options() {
    return this == BATCHED_MAP ? List.of("-Xmx2g") : List.of();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean hasPeer() {
    return !peer.isEmpty();
  }

  /** Whether the reference is computed by the peer's libraries. */
  boolean hasPeerReference() {
    return switch (this) {
      case GAUSSIAN_LABELS,
          EXACT_LABELS,
          SLICED_PAIRS,
          BARYCENTRIC_MAP,
          GEODESIC_WEIGHTS,
          WOW_STEP_200,
          WOW_STEP_500,
          WOW_RINGS ->
          true;
      case DIVERGENCE_GRADIENT, ENTROPIC_VALUE, EXACT, BATCHED_MAP, FLOW_STEP -> false;
    };
  }
}
