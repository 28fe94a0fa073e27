#!/usr/bin/env python3
"""Definitions of Python packages as JSON lines for training.
usage: extract_python.py FOLDER OUT [--keep-documentation]
FOLDER holds one folder per package; OUT gets one file per package. A line has label, name, qualifiedName, filePath, class, signature, code, query (the first sentence of
the docstring, or null), docstring, and uses, usedBy, members, parents by name alone. Without --keep-documentation the code comes without docstrings, so that a query is never in it."""
import ast, collections, inspect, json, os, re, sys

LEFT_OUT = re.compile(r'(^|/)(tests?|testing|docs?|examples?|benchmarks?|vendor|_vendor)(/|$)|(^|/)(test_[^/]*|conftest)\.py$|_pb2\.py$')
MOST_BYTES = 400_000
CODE_CHARACTERS = 12_000
MOST_USES = 40
MOST_USERS = 12
# A method name that many call says nothing of who calls this one.
AMBIGUOUS_USERS = 6


def first_sentence(docstring):
    lines = []
    for line in inspect.cleandoc(docstring).split('\n'):
        if not line.strip():
            if lines:
                break
            continue
        if re.match(r'\s*(:\w+|\.\. |>>>|-{3,}|={3,}|@\w+|\* |- )', line):
            break
        lines.append(line.strip())
    text = ' '.join(lines)
    text = re.sub(r':[\w:]+:`~?!?([^`<]*?)(?:\s*<[^>]*>)?`', lambda match: match.group(1).split('.')[-1], text)
    text = re.sub(r'`{1,2}([^`]*)`{1,2}_?', r'\1', text)
    sentence = re.match(r'(.+?[.!?])(\s+[A-Z(]|\s*$)', text)
    return (sentence.group(1) if sentence else text).strip()[:240]


def blank_docstrings(lines, tree):
    for node in ast.walk(tree):
        for field in ('body', 'orelse', 'finalbody'):
            statements = getattr(node, field, None)
            for statement in statements if isinstance(statements, list) else []:
                if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str):
                    for line in range(statement.lineno - 1, statement.end_lineno):
                        lines[line] = ''


def called_names(node):
    names = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Call):
            function = inner.func
            if isinstance(function, ast.Name):
                names.add(function.id)
            elif isinstance(function, ast.Attribute):
                names.add(function.attr)
    return names


def member_names(node):
    names = []
    for member in node.body:
        if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.append(member.name)
        elif isinstance(member, ast.Assign):
            names += [target.id for target in member.targets if isinstance(target, ast.Name)]
        elif isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name):
            names.append(member.target.id)
    return names


class File:
    def __init__(self, path, lines, keep):
        self.path, self.lines, self.keep = path, lines, keep
        self.module = path[:-3].replace('/', '.')
        self.definitions = []

    def visit(self, node, owner, depth):
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                if depth == 0 and owner is None:
                    self.values(child)
                self.visit(child, owner, depth)
                continue
            is_class = isinstance(child, ast.ClassDef)
            if depth < 2:
                self.definitions.append(self.definition(child, owner, is_class))
            self.visit(child, child.name if is_class else None, depth + (0 if is_class else 1))

    def values(self, node):
        """Values of modules: they stand among the candidates of a search, too."""
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        for target in targets:
            if isinstance(target, ast.Name):
                code = '\n'.join(self.lines[node.lineno - 1:node.end_lineno])[:CODE_CHARACTERS]
                self.definitions.append({
                    'label': 'GLOBAL_VARIABLE', 'name': target.id, 'qualifiedName': f'{self.module}.{target.id}', 'filePath': self.path, 'signature': code.split('\n')[0][:600],
                    'code': code, 'query': None, 'uses': [], 'members': [], 'parents': []})

    def definition(self, node, owner, is_class):
        start = min([node.lineno] + [decorator.lineno for decorator in node.decorator_list])
        header_end = max(node.lineno, node.body[0].lineno - 1)
        docstring = ast.get_docstring(node, clean=False)
        record = {
            'label': 'CLASS' if is_class else 'METHOD' if owner else 'FUNCTION',
            'name': node.name,
            'qualifiedName': '.'.join([self.module] + ([owner] if owner else []) + [node.name]),
            'filePath': self.path,
            'signature': ' '.join(line.strip() for line in self.lines[node.lineno - 1:header_end])[:600],
            'code': '\n'.join(self.lines[start - 1:node.end_lineno])[:CODE_CHARACTERS],
            'query': first_sentence(docstring) if docstring else None,
            'uses': [] if is_class else sorted(called_names(node))[:MOST_USES],
            'members': member_names(node) if is_class else [],
            'parents': [ast.unparse(base) for base in node.bases] if is_class else [],
        }
        if owner:
            record['class'] = owner
        if docstring:
            record['docstring'] = inspect.cleandoc(docstring)[:1500]
        return record


def definitions_of(folder, keep):
    found = []
    for base, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.relpath(os.path.join(base, name), folder)
            if not name.endswith('.py') or LEFT_OUT.search(path) or os.path.getsize(os.path.join(base, name)) > MOST_BYTES:
                continue
            try:
                text = open(os.path.join(base, name), encoding='utf-8').read()
                tree = ast.parse(text)
                lines = text.split('\n')
                if not keep:
                    blank_docstrings(lines, tree)
                file = File(path, lines, keep)
                file.visit(tree, None, 0)
            except (SyntaxError, ValueError, RecursionError):
                continue
            found += file.definitions
    users = collections.defaultdict(set)
    for record in found:
        for name in record['uses']:
            users[name].add('.'.join(filter(None, [record.get('class'), record['name']])))
    for record in found:
        mine = users[record['name']]
        record['usedBy'] = sorted(mine)[:MOST_USERS] if record['label'] != 'METHOD' or len(mine) < AMBIGUOUS_USERS else []
    return found


def main():
    folder, out = sys.argv[1:3]
    keep = '--keep-documentation' in sys.argv
    os.makedirs(out, exist_ok=True)
    for package in sorted(os.listdir(folder)):
        with open(os.path.join(out, f'py_{package}.jsonl'), 'w', encoding='utf-8') as file:
            for record in definitions_of(os.path.join(folder, package), keep):
                file.write(json.dumps(record) + '\n')


if __name__ == '__main__':
    main()
