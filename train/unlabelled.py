"""Texts without labels for teachers to label: newswire (names/gmb-train), reports of ECB+ and the treebanks' texts, one sentence a line.

What people labelled among them teaches with their labels, not with the teachers'.
"""
import json

import claim_data
import data

LONGEST = 40  # sentences of a newswire text


def newswire_texts():
    """{id: sentences}: those of names/gmb-train that follow one another there."""
    texts, name, last = {}, None, None
    with open(data.CORPORA / "names" / "gmb-train.jsonl", encoding="utf8") as lines:
        for line in lines:
            record = json.loads(line)
            number = int(record["id"].split("-")[1])
            if last is None or number != last + 1 or len(texts[name]) >= LONGEST:
                name = "gmb:" + record["id"]
                texts[name] = []
            texts[name].append(claim_data.running(record["text"]))
            last = number
    return texts


def documents():
    """{id: text}"""
    return {name: "\n".join(sentences) for name, sentences in (newswire_texts() | claim_data.other_texts()).items()}


def write(path):
    """The documents as reports for the program to read; gives them."""
    texts = documents()
    with open(path, "w", encoding="utf8") as file:
        for name, text in texts.items():
            file.write(json.dumps({"id": name, "text": text}) + "\n")
    return texts
