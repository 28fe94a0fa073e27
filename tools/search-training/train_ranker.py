#!/usr/bin/env python3
"""Learns the trees that rank candidates. Needs numpy and lightgbm.
usage: train_ranker.py OUT.json DATA... [--cross-validate] [--without=FEATURE,FEATURE]
DATA is a pair NAME.bin and NAME.json as make-ranking-data.mjs writes them, named by NAME: rows of (question, is right, features...) as float32, and for each question its package and
number of rows. --cross-validate trains three times without a third of the packages and prints how well these are ranked, all three parts together. --without leaves features out, to
tell what they bring."""
import json, sys
import numpy as np, lightgbm as lgb

ROUNDS = 150
FOLDS = 3
WEIGHTS = {'commits': 2.0, 'later': 0.7}
PARAMETERS = dict(
    objective='lambdarank', learning_rate=0.06, num_leaves=24, min_data_in_leaf=150, feature_fraction=0.6, bagging_fraction=0.7, bagging_freq=1, lambda_l2=5,
    lambdarank_truncation_level=15, verbose=-1, num_threads=1, deterministic=True, seed=1, metric='None')
# Sources of training count neighbours in another way than an index does.
LEFT_OUT = ['inDegree']


def read(names, without=()):
    questions, features = [], None
    for name in names:
        meta = json.load(open(name + '.json'))
        features = meta['features']
        table = np.fromfile(name + '.bin', dtype='<f4').reshape(-1, len(features) + 2)
        for feature in [*LEFT_OUT, *without]:
            table[:, 2 + features.index(feature)] = 0
        start = 0
        for _, package, rows, _ in meta['meta']:
            part = table[start:start + rows]
            kind = name.split('/')[-1]
            questions.append((kind, package, part[:, 2:], part[:, 1], WEIGHTS.get(kind.removeprefix('rank_'), 1.0)))
            start += rows
    return questions, features


def fit(questions):
    data = lgb.Dataset(
        np.concatenate([x for _, _, x, _, _ in questions]), np.concatenate([y for _, _, _, y, _ in questions]), group=[len(y) for _, _, _, y, _ in questions],
        weight=np.concatenate([np.full(len(y), weight) for _, _, _, y, weight in questions]))
    return lgb.train(PARAMETERS, data, ROUNDS)


def places_of(places, title, questions, score):
    for kind, _, x, y, _ in questions:
        order = np.argsort(-score(x), kind='stable')
        places.setdefault((title, kind), []).append(np.where(y[order] > 0)[0][0])


def report(places):
    for (title, kind), list_ in places.items():
        list_ = np.array(list_)
        print(f'{title:8} {kind}: n {len(list_)} hit@1 {np.mean(list_ < 1):.3f} hit@5 {np.mean(list_ < 5):.3f} hit@10 {np.mean(list_ < 10):.3f} MRR {np.mean(1 / (1 + list_)):.3f}', flush=True)


def flat(root):
    tree = dict(feature=[], threshold=[], left=[], right=[], leaf=[])

    def add(node):
        if 'split_feature' not in node:
            tree['leaf'].append(round(node['leaf_value'], 5))
            return -len(tree['leaf'])
        at = len(tree['feature'])
        tree['feature'].append(node['split_feature'])
        tree['threshold'].append(float('%.6g' % node['threshold']))
        tree['left'].append(0)
        tree['right'].append(0)
        tree['left'][at] = add(node['left_child'])
        tree['right'][at] = add(node['right_child'])
        return at

    add(root)
    return tree


def main():
    out, *names = [argument for argument in sys.argv[1:] if not argument.startswith('--')]
    without = [name for argument in sys.argv if argument.startswith('--without=') for name in argument.removeprefix('--without=').split(',')]
    questions, features = read(names, without)
    print(len(questions), 'questions', sum(len(y) for _, _, _, y, _ in questions), 'rows')
    if '--cross-validate' in sys.argv:
        packages = sorted({package for _, package, _, _, _ in questions})
        places = {}
        for fold in range(FOLDS):
            inside = [question for question in questions if packages.index(question[1]) % FOLDS != fold]
            outside = [question for question in questions if packages.index(question[1]) % FOLDS == fold]
            trees = fit(inside)
            places_of(places, 'words', outside, lambda x: x[:, features.index('words')])
            places_of(places, 'vectors', outside, lambda x: x[:, features.index('cosine')])
            places_of(places, 'trees', outside, trees.predict)
        report(places)
    trees = fit(questions)
    gains = sorted(zip(trees.feature_importance('gain'), features), reverse=True)
    print(' '.join(f'{name} {int(gain)}' for gain, name in gains))
    model = {'version': '1', 'features': features, 'trees': [flat(tree['tree_structure']) for tree in trees.dump_model()['tree_info']]}
    with open(out, 'w') as file:
        file.write(json.dumps(model, separators=(',', ':')) + '\n')


if __name__ == '__main__':
    main()
