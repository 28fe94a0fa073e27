#!/usr/bin/env python3
"""Messages of commits that mend something, with the functions that they changed, from a local clone of a Python repository: questions for make-ranking-data.mjs.
usage: extract_commits.py CLONE DEFINITIONS.jsonl OUT.jsonl [--most N]
DEFINITIONS are those of the newest commit, made by extract_python.py --keep-documentation; functions that are no more in them are left out, and commits with none left or with
more than six."""
import ast, json, re, subprocess, sys

MENDING = re.compile(r'(?i)\b(fix|bug|prevent|avoid|crash|error|wrong|incorrect|issue|handle|ensure|raise)')
TRAILER = re.compile(r'(?i)^\s*(signed-off|co-authored|change-id|fixes:? #|closes:? #|refs? #|\* )')
LEFT_OUT = re.compile(r'(^|/)(tests?|docs?|examples?|benchmarks?|vendor)(/|$)|(^|/)(test_[^/]*|conftest)\.py$')
MOST_FILES, MOST_FUNCTIONS, BODY_LINES = 4, 6, 12


def git(clone, *arguments):
    done = subprocess.run(['git', '-C', clone, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode('utf-8', 'replace')


def cleaned(message):
    first, *rest = message.strip().split('\n')
    title = re.sub(r'^\s*(\[\w+\]|fix(es|ed)?(\([^)]*\))?!?:|bugfix:|#\d+\s*[-:]*)\s*', '', first, flags=re.I)
    title = re.sub(r'\s*\(?#\d+\)?\s*$', '', title)
    body = [line for line in rest if line.strip() and not TRAILER.match(line)][:BODY_LINES]
    return '\n'.join([title] + body).strip()


def functions_of(text):
    found = []

    def visit(node, owner):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
                found.append((min([child.lineno] + [each.lineno for each in child.decorator_list]), child.end_lineno, child.name, owner))
            visit(child, child.name if isinstance(child, ast.ClassDef) else owner)

    try:
        visit(ast.parse(text), None)
    except (SyntaxError, ValueError):
        pass
    return found


def changed_functions(clone, commit):
    difference = git(clone, 'show', '-U0', '--format=', commit, '--', '*.py')
    parts = [(found.group(1), part) for part in re.split(r'^diff --git ', difference, flags=re.M) for found in [re.search(r'^\+\+\+ b/(.*)$', part, re.M)] if found]
    parts = [(path, part) for path, part in parts if not LEFT_OUT.search(path)]
    if len(parts) > MOST_FILES:
        return []
    targets = []
    for path, part in parts:
        functions = functions_of(git(clone, 'show', f'{commit}:{path}'))
        for start, count in re.findall(r'^@@ -\S+ \+(\d+)(?:,(\d+))? @@', part, re.M):
            for line in range(int(start), int(start) + max(1, int(count or 1))):
                around = [function for function in functions if function[0] <= line <= function[1]]
                if around:
                    innermost = max(around, key=lambda function: function[0])
                    targets.append((path, innermost[3], innermost[2]))
    return list(dict.fromkeys(targets))


def main():
    clone, definitions, out = sys.argv[1:4]
    most = int(sys.argv[sys.argv.index('--most') + 1]) if '--most' in sys.argv else 150
    records = map(json.loads, open(definitions, encoding='utf-8'))
    known = {(record['filePath'], record.get('class'), record['name']) for record in records}
    written = 0
    with open(out, 'w', encoding='utf-8') as file:
        for entry in git(clone, 'log', '--no-merges', '-n', '4000', '--format=%H%x00%B%x01', 'HEAD').split('\x01'):
            commit, _, message = entry.strip().partition('\x00')
            if not MENDING.search(message.split('\n')[0]) or len(cleaned(message).split()) < 4:
                continue
            targets = [target for target in changed_functions(clone, commit) if target in known]
            if not 0 < len(targets) <= MOST_FUNCTIONS:
                continue
            file.write(json.dumps({'q': cleaned(message), 'targets': targets}) + '\n')
            written += 1
            if written >= most:
                break


if __name__ == '__main__':
    main()
