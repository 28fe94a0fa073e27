#!/usr/bin/env python3
"""Learns the vectors of the built-in embedder from pairs of a sentence and a definition. Needs numpy and scipy.
usage: train_embedder.py PAIRS_FOLDER OUT.bin [--held-out FILE_WITH_SENTENCES]
A sentence and a definition are each a sum of vectors of words, weighted by rarity in the package; training draws a sentence to its own definition and away from the others
of the same batch (both directions, softmax of cosines). Words of too few packages, and a few at random, are spelt by buckets of letter triples, so that those learn, too. Words are
dropped at random on both sides, and often the name as a whole: what is left must tell the definition. Every eighth package is held out, for measuring and for the ranker."""
import collections, glob, json, math, os, random, struct, sys
import numpy as np, scipy.sparse as sp

DIMENSIONS, BUCKETS, BATCH, EPOCHS = 192, 2048, 512, 3
TEMPERATURE, RATE, BACKWARD_SHARE = 0.1, 0.1, 0.3
KEEP_QUERY, KEEP_DOCUMENT, KEEP_NAME, SPELL = 0.75, 0.6, 0.7, 0.03
MOST_WORDS, MOST_PAIRS, GROUP = 20_000, 3000, 128
FIELDS = ['name', 'path', 'signature', 'code', 'context']
FIRST_WEIGHTS = [1, 0.4, 0.4, 0.6, 0.3]
# Documentation is prose like questions; there is none in training, where it would be the question itself.
DESCRIPTION_WEIGHT = 0.8
generator = np.random.default_rng(1)
random.seed(1)


def bucket(letters):
    value = 2166136261
    for byte in letters.encode():
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value % BUCKETS


def read_packages(folder, banned):
    packages = []
    for path in sorted(glob.glob(os.path.join(folder, '*.jsonl'))):
        lines = open(path, encoding='utf-8').read().split('\n')
        if len(lines) < 3:
            continue
        rows = [json.loads(line) for line in lines[1:] if line]
        rows = [row for row in rows if row['t'].lower().strip(' .') not in banned]
        random.shuffle(rows)
        rows = rows[:MOST_PAIRS]
        for row in rows:
            row['f'] = [collections.Counter(text.split()) for text in row['f']]
        packages.append((json.loads(lines[0]), rows))
    return packages


def vocabulary(packages):
    documents, spread = collections.Counter(), collections.Counter()
    for _, rows in packages:
        here = collections.Counter()
        for row in rows:
            here.update({word for word, _ in row['q']}.union(*row['f']))
        documents.update(here)
        spread.update(here.keys())
    known = [(word, count) for word, count in documents.items() if spread[word] >= 2 and count >= 5]
    return [word for word, _ in sorted(known, key=lambda item: (-item[1], item[0]))][:MOST_WORDS]


class Columns:
    def __init__(self, words):
        self.row_of = {word: row for row, word in enumerate(words)}
        self.size = len(words) + BUCKETS
        self.spelt = {}

    def of(self, word):
        row = self.row_of.get(word)
        if row is not None and random.random() >= SPELL:
            return [(row, 1.0)]
        if word not in self.spelt:
            bounded = f'^{word}$'
            triples = [bounded[at:at + 3] for at in range(len(bounded) - 2)]
            self.spelt[word] = [(len(self.row_of) + bucket(triple), 1 / len(triples)) for triple in triples]
        return self.spelt[word]

    def matrix(self, bags):
        indices, values, ends = [], [], [0]
        for bag in bags:
            length = math.sqrt(sum(weight * weight for weight in bag.values())) or 1
            for word, weight in bag.items():
                for column, share in self.of(word):
                    indices.append(column)
                    values.append(share * weight / length)
            ends.append(len(indices))
        return sp.csr_matrix((np.array(values, np.float32), np.array(indices, np.int32), np.array(ends, np.int64)), shape=(len(bags), self.size))


def rarity(header, word):
    count = header['df'].get(word, 0)
    return math.log(1 + (header['N'] - count + 0.5) / (count + 0.5))


def unit(matrix):
    lengths = np.sqrt((matrix * matrix).sum(1, keepdims=True)) + 1e-6
    return matrix / lengths, lengths


def dropped(matrix, keep):
    matrix = matrix.copy()
    matrix.data *= generator.random(len(matrix.data)) < keep
    return matrix


def weighted(fields, weights):
    total = fields[0] * weights[0]
    for field, weight in zip(fields[1:], weights[1:]):
        total = total + field * weight
    return total.tocsr()


class Part:
    """Sentences and definitions of some packages as matrices."""

    def __init__(self, packages, columns):
        queries, fields, groups = [], [[] for _ in FIELDS], []
        for number, (header, rows) in enumerate(packages):
            for row in rows:
                queries.append({word: math.sqrt(count) * rarity(header, word) for word, count in row['q']})
                for at, counts in enumerate(row['f']):
                    fields[at].append({word: (1 + math.log(count)) * rarity(header, word) for word, count in counts.items()})
                groups.append(number)
        self.queries, self.fields, self.groups = columns.matrix(queries), [columns.matrix(bags) for bags in fields], np.array(groups)


class Model:
    def __init__(self, size):
        self.query = generator.standard_normal((size, DIMENSIONS)).astype(np.float32) / math.sqrt(DIMENSIONS)
        # Both sides begin alike: the same word on both sides is near from the start.
        self.document = self.query.copy()
        self.squares = {'query': np.full((size, 1), 1e-8, np.float32), 'document': np.full((size, 1), 1e-8, np.float32)}
        self.scales = np.log(np.array(FIRST_WEIGHTS, np.float32))

    def step(self, part, rows, rate):
        query = dropped(part.queries[rows], KEEP_QUERY)
        fields = [dropped(field[rows], KEEP_DOCUMENT) for field in part.fields]
        fields[0] = fields[0].multiply((generator.random((len(rows), 1)) < KEEP_NAME).astype(np.float32)).tocsr()
        weights = np.exp(self.scales)
        document = weighted(fields, weights)
        q, q_lengths = unit(query @ self.query)
        d, d_lengths = unit(document @ self.document)
        scores = q @ d.T / TEMPERATURE
        forward = np.exp(scores - scores.max(1, keepdims=True))
        forward /= forward.sum(1, keepdims=True)
        backward = np.exp(scores - scores.max(0, keepdims=True))
        backward /= backward.sum(0, keepdims=True)
        gradient = forward + BACKWARD_SHARE * backward
        gradient[np.arange(len(rows)), np.arange(len(rows))] -= 1 + BACKWARD_SHARE
        gradient /= TEMPERATURE * len(rows)
        q_gradient, d_gradient = gradient @ d, gradient.T @ q
        q_gradient = (q_gradient - q * (q_gradient * q).sum(1, keepdims=True)) / q_lengths
        d_gradient = (d_gradient - d * (d_gradient * d).sum(1, keepdims=True)) / d_lengths
        for at, field in enumerate(fields):
            self.scales[at] -= 1.5 * rate * float((d_gradient * (field @ self.document)).sum()) * weights[at]
        self.learn('query', query, q_gradient, rate)
        self.learn('document', document, d_gradient, rate)

    def learn(self, side, inputs, gradient, rate):
        touched = np.unique(inputs.indices)
        change = inputs[:, touched].T @ gradient
        squares = self.squares[side]
        squares[touched] += (change * change).mean(1, keepdims=True)
        getattr(self, side)[touched] -= rate * change / np.sqrt(squares[touched])

    def measure(self, part, title):
        q, _ = unit(part.queries @ self.query)
        d, _ = unit(weighted(part.fields, np.exp(self.scales)) @ self.document)
        places = []
        for group in np.unique(part.groups):
            rows = np.where(part.groups == group)[0]
            scores = q[rows] @ d[rows].T
            places += list((scores > np.diag(scores)[:, None]).sum(1))
        places = np.array(places)
        print(f'{title}: MRR {np.mean(1 / (1 + places)):.3f} hit@1 {np.mean(places < 1):.3f} hit@10 {np.mean(places < 10):.3f}', flush=True)


def quantised(table):
    scales = np.abs(table).max(1) / 127
    scales[scales == 0] = 1
    return scales.astype('<f4').tobytes() + np.clip(np.round(table / scales[:, None]), -127, 127).astype(np.int8).tobytes()


def write(model, words, path):
    weights = [round(float(weight), 4) for weight in np.exp(model.scales)] + [DESCRIPTION_WEIGHT]
    header = {'version': '2', 'dimensions': DIMENSIONS, 'buckets': BUCKETS, 'fieldWeights': weights, 'words': ' '.join(words)}
    text = json.dumps(header, separators=(',', ':'), ensure_ascii=False).encode()
    with open(path, 'wb') as file:
        file.write(b'CGEW1\n' + struct.pack('<I', len(text)) + text + quantised(model.query) + quantised(model.document))


def main():
    folder, out = sys.argv[1:3]
    banned = set()
    if '--held-out' in sys.argv:
        banned = {line.strip().lower().strip(' .') for line in open(sys.argv[sys.argv.index('--held-out') + 1], encoding='utf-8')}
    packages = read_packages(folder, banned)
    words = vocabulary(packages)
    columns = Columns(words)
    train = Part([package for at, package in enumerate(packages) if at % 8 != 3], columns)
    held = Part([package for at, package in enumerate(packages) if at % 8 == 3], columns)
    model = Model(columns.size)
    model.measure(held, 'before')
    for epoch in range(EPOCHS):
        groups = []
        for group in np.unique(train.groups):
            rows = generator.permutation(np.where(train.groups == group)[0])
            groups += [rows[at:at + GROUP] for at in range(0, len(rows), GROUP)]
        random.shuffle(groups)
        order = np.concatenate(groups)
        rate = RATE * (1 - epoch / EPOCHS) + RATE / 10
        for at in range(0, len(order) - BATCH + 1, BATCH):
            model.step(train, order[at:at + BATCH], rate)
        model.measure(held, f'epoch {epoch + 1}')
    write(model, words, out)


if __name__ == '__main__':
    main()
