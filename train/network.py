"""The pieces of the language core's networks, as they are trained and, to the bit, as the program runs them.

All that feeds a matrix product is an 8-bit integer with one scale: a vector x becomes rint(clip(x, -c, c) * 127 / c). Weights are 8-bit
integers with one scale an output. Training rounds in the forward pass and lets gradients through as if it had not (quantisation-aware
training with straight-through estimates: Jacob et al. 2018, "Quantization and training of neural networks for efficient
integer-arithmetic-only inference"), so the trained network is the network that runs.
"""
import numpy
import torch
from torch import nn
from torch.nn import functional as F

import features


class Round(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.round(x)  # half to even, as the program rounds

    @staticmethod
    def backward(ctx, gradient):
        return gradient


def quantise(x, clip):
    """x as the program keeps it between layers: one of 255 steps within [-clip, clip]."""
    return Round.apply(torch.clamp(x, -clip, clip) * (127 / clip)) * (clip / 127)


def sigmoid(x):
    """A sigmoid of plain arithmetic: the program must compute the same on every processor, so no exp."""
    return 0.5 + 0.5 * x / (1 + x.abs())


def dropped(x, rate, training):
    """Drops the same components at all places of a sentence (Gal and Ghahramani 2016). x: [batch, time, size]."""
    if not training or rate == 0:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - rate) / (1 - rate)
    return x * mask


def optimised(model, rate, steps, warm, average):
    """What trains a model: its optimizer; the rate's schedule over `steps`, which rises for `warm` of them and then falls as a cosine does; and
    the average of its parameters (Polyak averaging), each step's share 1 - `average`, more in the first steps."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / warm) * max(0.01, 0.5 * (1 + numpy.cos(numpy.pi * min(1, s / steps)))))
    averaged = torch.optim.swa_utils.AveragedModel(
        model, avg_fn=lambda a, p, n: a + (p - a) * (1 - min(average, (1 + int(n)) / (10 + int(n)))))
    return optimizer, schedule, averaged


class Linear(nn.Module):
    """y = W x + b; W of 8 bits with one scale an output."""

    def __init__(self, inputs, outputs, bias=0.0):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        nn.init.xavier_uniform_(self.weight)
        self.bias = nn.Parameter(torch.full((outputs,), float(bias)))

    def quantised(self):
        scale = self.weight.detach().abs().amax(dim=1, keepdim=True).clamp(min=1e-6) / 127
        return Round.apply(self.weight / scale) * scale

    def forward(self, x):
        return F.linear(x, self.quantised(), self.bias)

    def sections(self, prefix):
        weight = self.weight.detach()
        scale = weight.abs().amax(dim=1).clamp(min=1e-6) / 127
        return {
            f"{prefix}/weights": torch.round(weight / scale[:, None]).to(torch.int8).numpy(),
            f"{prefix}/scales": scale.numpy().astype(numpy.float32),
            f"{prefix}/bias": self.bias.detach().numpy().astype(numpy.float32),
        }


class Words(nn.Module):
    """A word by itself: its word vector, projected, and the sum of the embeddings of its form and affixes."""

    CLIP = 2.0

    def __init__(self, table, scale, size, form_rows, affix_rows, drop_vector=0.1, drop_form=0.25):
        super().__init__()
        self.register_buffer("vectors", torch.from_numpy(table).float() * scale)
        self.scale, self.size, self.form_rows, self.affix_rows = float(scale), size, form_rows, affix_rows
        self.projection = Linear(table.shape[1], size)
        self.forms = nn.Embedding(form_rows, size)
        self.affixes = nn.Embedding(affix_rows, size)
        nn.init.normal_(self.forms.weight, 0, 0.05)
        nn.init.normal_(self.affixes.weight, 0, 0.1)
        self.drop_vector, self.drop_form = drop_vector, drop_form

    @staticmethod
    def table(embedding):
        """The embeddings as the 8-bit table holds them, with one scale for all."""
        scale = embedding.weight.detach().abs().max().clamp(min=1e-6) / 127
        return Round.apply(embedding.weight / scale) * scale

    def forward(self, rows):
        """rows: [batch, time, 2 + AFFIX_FEATURES] of features.rows_of."""
        vector, form = self.vectors[rows[..., 0]], F.embedding(rows[..., 1], self.table(self.forms))
        if self.training:
            vector = vector * (torch.rand(rows.shape[:2]) >= self.drop_vector)[..., None]
            form = form * (torch.rand(rows.shape[:2]) >= self.drop_form)[..., None]
        flat = rows[..., 2:].reshape(-1, features.AFFIX_FEATURES)
        affix = F.embedding_bag(flat, self.table(self.affixes), mode="sum").view(*rows.shape[:2], self.size)
        return quantise(self.projection(vector) + form + affix, self.CLIP)

    def sections(self, prefix):
        out = self.projection.sections(f"{prefix}/projection")
        for name, embedding in (("forms", self.forms), ("affixes", self.affixes)):
            weight = embedding.weight.detach()
            scale = (weight.abs().max().clamp(min=1e-6) / 127).item()
            out[f"{prefix}/{name}"] = torch.round(weight / scale).to(torch.int8).numpy()
            out[f"{prefix}/{name}/scale"] = numpy.array([scale], numpy.float32)
        out[f"{prefix}/clip"] = numpy.array([self.CLIP], numpy.float32)
        return out


class Convolution(nn.Module):
    """y_t = x_t + relu(W [x_{t-1}; x_t; x_{t+1}] + b), zero beyond the sentence, then quantised."""

    def __init__(self, size, clip):
        super().__init__()
        self.linear, self.clip = Linear(3 * size, size), clip

    def forward(self, x, mask):
        x = x * mask[..., None]
        before = F.pad(x, (0, 0, 1, 0))[:, :-1]
        after = F.pad(x, (0, 0, 0, 1))[:, 1:]
        return quantise(x + F.relu(self.linear(torch.cat([before, x, after], -1))), self.clip)

    def sections(self, prefix):
        return self.linear.sections(prefix) | {f"{prefix}/clip": numpy.array([self.clip], numpy.float32)}


class RecurrentLayer(nn.Module):
    """Simple recurrent units in both directions (Lei et al. 2018), without weights on the state.

    [u, f, r] = W x + b;  c_t = s(f) c_{t-1} + (1 - s(f)) u;  y = s(r) c_t + (1 - s(r)) x', then quantised.
    The first half of the outputs runs forwards, the second backwards. x' is x where sizes agree, else a fourth part of W x.
    """

    def __init__(self, inputs, outputs, clip):
        super().__init__()
        self.outputs, self.clip, self.parts = outputs, clip, 3 if inputs == outputs else 4
        self.linear = Linear(inputs, self.parts * outputs)
        with torch.no_grad():
            self.linear.bias[outputs : 3 * outputs] = 0.5

    def forward(self, x, mask):
        size, half = self.outputs, self.outputs // 2
        parts = self.linear(x).split(size, -1)
        keep = sigmoid(parts[1]) * mask[..., None] + (1 - mask[..., None])  # padding keeps the state (0 at both ends)
        new = (1 - keep) * parts[0]
        reset = sigmoid(parts[2])
        through = x if self.parts == 3 else parts[3]
        # Both directions in one scan: the second half is reversed in time.
        keep = torch.cat([keep[..., :half], keep[..., half:].flip(1)], -1)
        new = torch.cat([new[..., :half], new[..., half:].flip(1)], -1)
        state, states = torch.zeros_like(new[:, 0]), []
        for f, u in zip(keep.unbind(1), new.unbind(1)):
            state = torch.addcmul(u, f, state)
            states.append(state)
        states = torch.stack(states, 1)
        states = torch.cat([states[..., :half], states[..., half:].flip(1)], -1)
        return quantise(reset * states + (1 - reset) * through, self.clip)

    def sections(self, prefix):
        return self.linear.sections(prefix) | {f"{prefix}/clip": numpy.array([self.clip], numpy.float32)}


class Tagger(nn.Module):
    """Words, two convolutions, and a linear layer each for the part of speech and for the features of it."""

    def __init__(self, words, tags, feats):
        super().__init__()
        self.words = words
        self.convolutions = nn.ModuleList([Convolution(words.size, 3.0), Convolution(words.size, 4.0)])
        self.tags, self.feats = Linear(words.size, tags), Linear(words.size, feats)
        self.drop = 0.25

    def forward(self, rows, mask):
        """(words, hidden, tag scores, feature scores)"""
        x = self.words(rows)
        hidden = dropped(x, self.drop, self.training)
        for convolution in self.convolutions:
            hidden = convolution(hidden, mask)
        out = dropped(hidden, self.drop, self.training)
        return x, hidden, self.tags(out), self.feats(out)

    def sections(self, prefix):
        out = self.words.sections(f"{prefix}/words")
        for number, convolution in enumerate(self.convolutions):
            out |= convolution.sections(f"{prefix}/convolution{number}")
        return out | self.tags.sections(f"{prefix}/upos") | self.feats.sections(f"{prefix}/feats")


class Parser(nn.Module):
    """Recurrent layers over the tagger's words and hidden layer; arcs scored by a bilinear form, labels by a small network.

    The score of h as the head of d is (A d + a) . (B h + b), quantised before the product, and what the tagger's part of speech of d
    says of so far a head: a table by part of speech and place of h less that of d, cut to REACH. The root is one more head, a learned
    row, without a distance.
    The label of an arc comes from relu(C d + D h).
    """

    ARC_CLIP, LABEL_CLIP, REACH = 4.0, 4.0, 32

    def __init__(self, inputs, size, arcs, labels_hidden, labels, tags, layers=2):
        super().__init__()
        self.layers = nn.ModuleList([RecurrentLayer(inputs if i == 0 else size, size, 4.0) for i in range(layers)])
        self.dependent, self.head = Linear(size, arcs), Linear(size, arcs)
        self.label_dependent, self.label_head = Linear(size, labels_hidden), Linear(size, labels_hidden)
        self.root = nn.Parameter(torch.randn(arcs) * 0.1)
        self.label_root = nn.Parameter(torch.randn(labels_hidden) * 0.1)
        self.labels = Linear(labels_hidden, labels)
        self.distances = nn.Parameter(torch.zeros(tags, 2 * self.REACH + 1))
        self.drop = 0.33

    def deepen(self):
        """Adds a recurrent layer that at first hands on nearly what it is given."""
        layer = RecurrentLayer(self.layers[-1].outputs, self.layers[-1].outputs, 4.0)
        with torch.no_grad():
            layer.linear.weight[2 * layer.outputs :] = 0
            layer.linear.bias[2 * layer.outputs :] = -4
        self.layers.append(layer)

    def encode(self, words, hidden, mask):
        x = torch.cat([dropped(words, self.drop, self.training), dropped(hidden, self.drop, self.training)], -1)
        for layer in self.layers:
            x = dropped(layer(x, mask), self.drop, self.training)
        return x

    def arcs(self, x, tags):
        """[batch, dependent, head]: head 0 is the root, head i the word i - 1. tags: [batch, time], of the tagger."""
        dependents = quantise(self.dependent(x), self.ARC_CLIP)
        heads = quantise(self.head(x), self.ARC_CLIP)
        root = quantise(self.root, self.ARC_CLIP).expand(x.shape[0], 1, -1)
        places = torch.arange(x.shape[1])
        away = (places[None, :] - places[:, None]).clamp(-self.REACH, self.REACH) + self.REACH  # [dependent, head]
        distances = torch.gather(self.distances[tags], 2, away.expand(x.shape[0], -1, -1))
        return dependents @ torch.cat([root, heads], 1).transpose(1, 2) + F.pad(distances, (1, 0))

    def label_scores(self, x, heads):
        """Scores of labels for each word, given its head (0: root)."""
        head = torch.cat([self.label_root.expand(x.shape[0], 1, -1), self.label_head(x)], 1)
        chosen = torch.gather(head, 1, heads[..., None].expand(-1, -1, head.shape[-1]))
        hidden = quantise(F.relu(self.label_dependent(x) + chosen), self.LABEL_CLIP)
        return self.labels(dropped(hidden, self.drop, self.training))

    def sections(self, prefix):
        out = {}
        for number, layer in enumerate(self.layers):
            out |= layer.sections(f"{prefix}/recurrent{number}")
        for name in ("dependent", "head", "label_dependent", "label_head", "labels"):
            out |= getattr(self, name).sections(f"{prefix}/{name}")
        out[f"{prefix}/root"] = torch.round(torch.clamp(self.root.detach(), -self.ARC_CLIP, self.ARC_CLIP) * (127 / self.ARC_CLIP)).to(torch.int8).numpy()
        step = (127 / self.ARC_CLIP) ** 2
        out[f"{prefix}/distances"] = torch.round(self.distances.detach() * step).to(torch.int32).numpy()
        out[f"{prefix}/label_root"] = self.label_root.detach().numpy().astype(numpy.float32)
        out[f"{prefix}/arc_clip"] = numpy.array([self.ARC_CLIP], numpy.float32)
        out[f"{prefix}/label_clip"] = numpy.array([self.LABEL_CLIP], numpy.float32)
        return out
