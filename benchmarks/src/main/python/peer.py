"""The other side of benchmarks/compare: the same work with POT, PyTorch and numpy.

    peer.py WORK INPUTS OUTPUTS THREADS [reference]

Answers lines on standard input: "run" does the work once and answers "done seconds=... value=...",
"save" writes the arrays of the last run to OUTPUTS, "quit" ends. With "reference", the same numbers
are computed once in double precision by another way, written to OUTPUTS, and nothing is timed.
"""

import math
import os
import sys
import time

import numpy as np

BLUR = 0.05
SCALING = 0.5


class Inputs:
    def __init__(self, folder):
        self.folder = folder

    def __getitem__(self, name):
        return np.load(os.path.join(self.folder, name + ".npy"))

    def classes(self):
        """The samples of each class, those of x before those of y."""
        out = []
        for side in ("x", "y"):
            points, labels = self[side], self[side + "-labels"]
            out += [points[labels == c] for c in np.unique(labels)]
        return out


# --- Sinkhorn, annealed, in PyTorch ---------------------------------------------------------------


class AnnealedSinkhorn:
    """Symmetric averaged updates in the log domain while epsilon falls from the square of the
    diameter by scaling^2 to blur^2, and one more update there: not iterated to convergence."""

    def __init__(self, inputs, divergence):
        import torch

        self.torch = torch
        self.divergence = divergence
        self.x = torch.from_numpy(inputs["x"])
        self.y = torch.from_numpy(inputs["y"])
        self.gradient = None

    def softmin(self, epsilon, cost, h):
        return -epsilon * self.torch.logsumexp(h[None, :] - cost / epsilon, dim=1)

    def cost(self, x, y):
        squares = (x * x).sum(1)[:, None] + (y * y).sum(1)[None, :]
        return (squares / 2 - x @ y.T).clamp(min=0)

    def levels(self):
        both = self.torch.cat([self.x, self.y])
        diameter = float((both.max(0).values - both.min(0).values).norm())
        epsilon = diameter**2
        levels = [epsilon]
        while epsilon > BLUR**2:
            levels.append(epsilon)
            epsilon *= SCALING**2
        return levels + [BLUR**2]

    def run(self):
        torch = self.torch
        x, y = self.x, self.y
        a = torch.full((len(x),), -math.log(len(x)))
        b = torch.full((len(y),), -math.log(len(y)))
        levels = self.levels()
        with torch.no_grad():
            xy = self.cost(x, y)
            yx = xy.T.contiguous()
            f = self.softmin(levels[0], xy, b)
            g = self.softmin(levels[0], yx, a)
            if self.divergence:
                xx, yy = self.cost(x, x), self.cost(y, y)
                p = self.softmin(levels[0], xx, a)
                q = self.softmin(levels[0], yy, b)
            for e in levels:
                f, g = (
                    (f + self.softmin(e, xy, b + g / e)) / 2,
                    (g + self.softmin(e, yx, a + f / e)) / 2,
                )
                if self.divergence:
                    p = (p + self.softmin(e, xx, a + p / e)) / 2
                    q = (q + self.softmin(e, yy, b + q / e)) / 2
            end = levels[-1]
            last_g = self.softmin(end, yx, a + f / end)
            if self.divergence:
                last_q = self.softmin(end, yy, b + q / end)
        passes = 2 * (len(levels) + 2)
        if not self.divergence:
            with torch.no_grad():
                last_f = self.softmin(end, xy, b + g / end)
            return {"value": float(last_f.mean() + last_g.mean()), "passes": passes}
        del xy, yx, xx, yy
        moving = x.clone().requires_grad_()
        last_f = self.softmin(end, self.cost(moving, y), b + g / end)
        last_p = self.softmin(end, self.cost(moving, x), a + p / end)
        value = (last_f - last_p).mean() + (last_g - last_q).mean()
        # For a measure onto itself both arguments move, which cancels its factor 1/2.
        (gradient,) = torch.autograd.grad(value, moving)
        self.gradient = gradient * len(x)
        return {"value": float(value), "passes": 2 * passes}

    def arrays(self):
        return {} if self.gradient is None else {"gradient": self.gradient.numpy()}


# --- Exact transport by POT -----------------------------------------------------------------------


class Exact:
    def __init__(self, inputs):
        import ot

        self.ot = ot
        self.cost = ot.dist(inputs["x"].astype(np.float64), inputs["y"].astype(np.float64))

    def run(self):
        n, m = self.cost.shape
        a, b = np.full(n, 1 / n), np.full(m, 1 / m)
        self.plan = self.ot.emd(a, b, self.cost, numItermax=10**9)
        return {"value": float((self.plan * self.cost).sum())}

    def arrays(self):
        rows, columns = self.plan.nonzero()
        return {
            "plan-rows": rows.astype(np.int32),
            "plan-columns": columns.astype(np.int32),
            "plan-masses": self.plan[rows, columns],
        }


class ExactLabels:
    def __init__(self, inputs):
        import ot

        self.ot = ot
        self.classes = [c.astype(np.float64) for c in inputs.classes()]

    def cost(self, x, y):
        return self.ot.dist(x, y)

    def run(self):
        k = len(self.classes)
        self.distances = np.zeros((k, k))
        for i in range(k):
            for j in range(i + 1, k):
                cost = self.cost(self.classes[i], self.classes[j])
                a = np.full(cost.shape[0], 1 / cost.shape[0])
                b = np.full(cost.shape[1], 1 / cost.shape[1])
                value = self.ot.emd2(a, b, cost, numItermax=10**9)
                self.distances[i, j] = self.distances[j, i] = value
        return {"value": float(self.distances.sum())}

    def arrays(self):
        return {"distances": self.distances}


class ExactLabelsReference(ExactLabels):
    """The same with differences squared and summed as they are."""

    def cost(self, x, y):
        from scipy.spatial.distance import cdist

        return cdist(x, y, "sqeuclidean")


# --- Gaussians by numpy ---------------------------------------------------------------------------


class GaussianLabels:
    """Roots of d x d covariances by eigenvalues."""

    def __init__(self, inputs):
        self.classes = [c.astype(np.float64) for c in inputs.classes()]

    def run(self):
        means, covariances, roots = [], [], []
        for points in self.classes:
            covariance = np.cov(points, rowvar=False)
            values, vectors = np.linalg.eigh(covariance)
            means.append(points.mean(0))
            covariances.append(covariance)
            roots.append((vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T)
        k = len(means)
        self.distances = np.zeros((k, k))
        for i in range(k):
            for j in range(i + 1, k):
                inner = roots[i] @ covariances[j] @ roots[i]
                fidelity = np.sqrt(np.clip(np.linalg.eigvalsh(inner), 0, None)).sum()
                value = ((means[i] - means[j]) ** 2).sum() - 2 * fidelity
                value += np.trace(covariances[i]) + np.trace(covariances[j])
                self.distances[i, j] = self.distances[j, i] = value
        return {"value": float(self.distances.sum())}

    def arrays(self):
        return {"distances": self.distances}


class GaussianLabelsReference(GaussianLabels):
    """Without a root: the nuclear norm of the product of the centred samples."""

    def run(self):
        means = [c.mean(0) for c in self.classes]
        factors = [(c - c.mean(0)) / math.sqrt(len(c) - 1) for c in self.classes]
        k = len(means)
        self.distances = np.zeros((k, k))
        for i in range(k):
            for j in range(i + 1, k):
                nuclear = np.linalg.svd(factors[i] @ factors[j].T, compute_uv=False).sum()
                value = ((means[i] - means[j]) ** 2).sum() - 2 * nuclear
                value += (factors[i] ** 2).sum() + (factors[j] ** 2).sum()
                self.distances[i, j] = self.distances[j, i] = value
        return {"value": float(self.distances.sum())}


# --- Sliced distances by PyTorch ------------------------------------------------------------------


class SlicedPairs:
    """Projections are sorted along the direction; all pairs come from one product of quantiles,
    centred on their mean, and the gradient from automatic differentiation."""

    def __init__(self, inputs, double=False):
        import torch

        self.torch = torch
        kind = np.float64 if double else np.float32
        classes = inputs.classes()
        size = min(len(c) for c in classes)
        self.points = torch.from_numpy(np.stack([c[:size] for c in classes]).astype(kind))
        self.directions = torch.from_numpy(inputs["directions"].astype(kind))

    def run(self):
        torch = self.torch
        points = self.points.clone().requires_grad_()
        k, n, d = points.shape
        count = len(self.directions)
        projected = self.directions @ points.reshape(k * n, d).T
        quantiles = torch.sort(projected.reshape(count, k, n), dim=2).values
        flat = quantiles.transpose(0, 1).reshape(k, count * n)
        flat = flat - flat.mean(0, keepdim=True)
        inner = flat @ flat.T
        squares = inner.diagonal()
        distances = (squares[:, None] + squares[None, :] - 2 * inner) / (count * n)
        total = distances.sum() / 2
        (self.gradient,) = torch.autograd.grad(total, points)
        self.distances = distances.detach()
        return {"value": float(total)}

    def arrays(self):
        return {
            "distances": self.distances.double().numpy(),
            "gradient": self.gradient.double().numpy().reshape(-1, self.points.shape[2]),
        }


# --- Maps between labelled datasets by POT -------------------------------------------------------


def gaussian_factors(classes):
    means = [c.mean(0) for c in classes]
    return means, [(c - c.mean(0)) / math.sqrt(len(c) - 1) for c in classes]


def label_distances(xs, ys):
    """Of Gaussians by nuclear norms, which for classes this small is faster than by roots."""
    (ms, fs), (ns, gs) = gaussian_factors(xs), gaussian_factors(ys)
    out = np.zeros((len(xs), len(ys)))
    for i in range(len(xs)):
        for j in range(len(ys)):
            nuclear = np.linalg.svd(fs[i] @ gs[j].T, compute_uv=False).sum()
            traces = (fs[i] ** 2).sum() + (gs[j] ** 2).sum()
            out[i, j] = ((ms[i] - ns[j]) ** 2).sum() + traces - 2 * nuclear
    return out


class Labelled:
    """A dataset, its classes as samples, and its labels as columns of zeros and ones."""

    def __init__(self, inputs, name):
        self.points = inputs[name].astype(np.float64)
        ids, self.of = np.unique(inputs[name + "-labels"], return_inverse=True)
        self.classes = [self.points[self.of == k] for k in range(len(ids))]
        self.shares = np.eye(len(ids))[self.of]


class BarycentricMap:
    """T(Q) = [N pi X, N pi Y] with an entropic plan of squared distances and label distances."""

    def __init__(self, inputs):
        import ot

        self.ot = ot
        self.x, self.y = Labelled(inputs, "x"), Labelled(inputs, "y")

    def distances(self, x, y):
        return self.ot.dist(x, y)

    def solve(self, cost, epsilon):
        n, m = cost.shape
        return self.ot.sinkhorn(np.full(n, 1 / n), np.full(m, 1 / m), cost, epsilon, stopThr=1e-6)

    def run(self):
        cost = self.distances(self.x.points, self.y.points)
        cost += label_distances(self.x.classes, self.y.classes)[self.x.of][:, self.y.of]
        plan = self.solve(cost, 0.01 * cost.max())
        plan /= plan.sum(1)[:, None]
        self.features, self.shares = plan @ self.y.points, plan @ self.y.shares
        return {"value": float(self.features.sum() / len(plan))}

    def arrays(self):
        return {"features": self.features.astype(np.float32), "labels": self.shares}


class BarycentricMapReference(BarycentricMap):
    def distances(self, x, y):
        from scipy.spatial.distance import cdist

        return cdist(x, y, "sqeuclidean")

    def solve(self, cost, epsilon):
        n, m = cost.shape
        a, b = np.full(n, 1 / n), np.full(m, 1 / m)
        return self.ot.sinkhorn(
            a, b, cost, epsilon, method="sinkhorn_log", numItermax=10**5, stopThr=1e-9
        )


class GeodesicWeights:
    """Exact maps onto three datasets, W_{2,Q}^2 among their images and x, and the minimiser of the
    objective on the simplex, by trying every face."""

    def __init__(self, inputs):
        import ot

        self.ot = ot
        self.x = Labelled(inputs, "x")
        self.others = [Labelled(inputs, name) for name in ("y", "z", "w")]

    def distances(self, x, y):
        return self.ot.dist(x, y)

    def run(self):
        sets = [s.classes for s in [self.x] + self.others]
        labels = {(i, j): label_distances(sets[i], sets[j]) for i in range(4) for j in range(i)}
        images = [(self.x.points, self.x.shares)]
        for k, other in enumerate(self.others, 1):
            cost = self.distances(self.x.points, other.points)
            cost += labels[k, 0].T[self.x.of][:, other.of]
            n, m = cost.shape
            a, b = np.full(n, 1 / n), np.full(m, 1 / m)
            plan = n * self.ot.emd(a, b, cost, numItermax=10**9)
            images.append((plan @ other.points, plan @ other.shares))
        w = np.zeros((4, 4))
        for i in range(4):
            for j in range(i):
                (x, p), (y, q) = images[i], images[j]
                value = (((x - y) ** 2).sum() + ((p @ labels[i, j]) * q).sum()) / len(x)
                w[i, j] = w[j, i] = value
        self.entries = np.concatenate([w[0, 1:], w[1:, 1:].ravel()])
        self.weights, value = self.project(w[0, 1:], w[1:, 1:])
        return {"value": value}

    def project(self, c, w):
        best, at = math.inf, None
        for face in ([0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]):
            k = len(face)
            system = np.ones((k + 1, k + 1))
            system[:k, :k] = -w[np.ix_(face, face)]
            system[k, k] = 0
            right = np.append(-c[face], 1)
            a = np.zeros(3)
            a[face] = np.linalg.solve(system, right)[:k]
            value = a @ c - a @ w @ a / 2
            if a.min() >= 0 and value < best:
                best, at = float(value), a
        return at, best

    def arrays(self):
        return {"distances": self.entries, "weights": self.weights}


class GeodesicWeightsReference(GeodesicWeights):
    """The same with differences squared and summed as they are."""

    def distances(self, x, y):
        from scipy.spatial.distance import cdist

        return cdist(x, y, "sqeuclidean")


# --- Flows of measures over measures by PyTorch ----------------------------------------------------


class WowFlow:
    """Heavy-ball steps down half the squared MMD between classes under minus SW2, directions drawn
    anew at each step. Classes are sorted along directions once; all pairs come from one product, and
    the gradient from automatic differentiation."""

    SMOOTHING = 1e-4

    def __init__(self, inputs, steps, step_size, double=False):
        import torch

        self.torch = torch
        self.kind = torch.float64 if double else torch.float32
        self.start, self.target = (self.classes(inputs, side) for side in ("x", "y"))
        self.given = torch.from_numpy(inputs["directions"]).to(self.kind)
        self.steps, self.step_size = steps, step_size
        self.order = np.argsort(inputs["x-labels"], kind="stable")
        torch.manual_seed(1)
        self.begin()

    def classes(self, inputs, side):
        points, labels = inputs[side], inputs[side + "-labels"]
        split = [points[labels == c] for c in np.unique(labels)]
        return self.torch.from_numpy(np.stack(split)).to(self.kind)

    def begin(self):
        self.points = self.start.clone()
        self.velocity = self.torch.zeros_like(self.points)

    def quantiles(self, points, directions):
        k, n, d = points.shape
        projected = directions @ points.reshape(k * n, d).T
        quantiles = self.torch.sort(projected.reshape(len(directions), k, n), dim=2).values
        return quantiles.transpose(0, 1).reshape(k, -1)

    def gradient(self, points, directions):
        torch = self.torch
        moving = points.clone().requires_grad_()
        k, n, _ = points.shape
        with torch.no_grad():
            fixed = self.quantiles(self.target, directions)
        flat = torch.cat([self.quantiles(moving, directions), fixed])
        flat = flat - flat.mean(0, keepdim=True)
        inner = flat @ flat.T
        squares = inner.diagonal()
        s = (squares[:, None] + squares[None, :] - 2 * inner) / flat.shape[1]
        s = s.clamp(min=0)
        kernel = -s / torch.sqrt(s + self.SMOOTHING**2)
        weights = torch.cat(
            [torch.full((k,), 1 / k), torch.full((len(fixed),), -1 / len(fixed))]
        ).to(self.kind)
        value = weights @ kernel @ weights / 2
        (gradient,) = torch.autograd.grad(value, moving)
        return value, gradient * (k * n)

    def run(self):
        torch = self.torch
        if self.steps > 1:
            self.begin()
        for _ in range(self.steps):
            directions = torch.randn(self.given.shape, dtype=self.kind)
            directions /= directions.norm(dim=1, keepdim=True)
            value, gradient = self.gradient(self.points, directions)
            self.velocity = 0.9 * self.velocity + gradient
            self.points = self.points - self.step_size * self.velocity
        return {"value": float(value.detach())}

    def arrays(self):
        _, gradient = self.gradient(self.start, self.given)
        rows = np.empty((len(self.order), self.start.shape[2]))
        rows[self.order] = gradient.double().numpy().reshape(rows.shape)
        return {"gradient": rows}


class WowReference(WowFlow):
    def __init__(self, inputs):
        super().__init__(inputs, 1, 0, double=True)

    def run(self):
        pass


WORKS = {
    "divergence-gradient": lambda inputs: AnnealedSinkhorn(inputs, True),
    "entropic-value": lambda inputs: AnnealedSinkhorn(inputs, False),
    "exact": Exact,
    "gaussian-labels": GaussianLabels,
    "exact-labels": ExactLabels,
    "sliced-pairs": SlicedPairs,
    "barycentric-map": BarycentricMap,
    "geodesic-weights": GeodesicWeights,
    "wow-step-200": lambda inputs: WowFlow(inputs, 1, 50),
    "wow-step-500": lambda inputs: WowFlow(inputs, 1, 50),
    "wow-rings": lambda inputs: WowFlow(inputs, 501, 0.1),
}

REFERENCES = {
    "barycentric-map": BarycentricMapReference,
    "geodesic-weights": GeodesicWeightsReference,
    "gaussian-labels": GaussianLabelsReference,
    "exact-labels": ExactLabelsReference,
    "sliced-pairs": lambda inputs: SlicedPairs(inputs, double=True),
    "wow-step-200": WowReference,
    "wow-step-500": WowReference,
    "wow-rings": WowReference,
}


def main():
    work, folder, outputs, threads = sys.argv[1:5]
    reference = sys.argv[5:] == ["reference"]
    try:
        import torch

        torch.set_num_threads(int(threads))
    except ImportError:
        pass
    task = (REFERENCES if reference else WORKS)[work](Inputs(folder))

    def save():
        for name, array in task.arrays().items():
            np.save(os.path.join(outputs, name + ".npy"), np.ascontiguousarray(array))

    if reference:
        task.run()
        save()
        return
    print("ready", flush=True)
    for line in sys.stdin:
        order = line.strip()
        if order == "run":
            start = time.perf_counter()
            numbers = task.run()
            numbers["seconds"] = time.perf_counter() - start
            print("done", *(f"{k}={v!r}" for k, v in numbers.items()), flush=True)
        elif order == "save":
            save()
            print("saved", flush=True)
        else:
            return


main()
