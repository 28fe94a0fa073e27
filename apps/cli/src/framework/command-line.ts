import { Command } from 'commander';
import { UsageError } from './usage-error.js';
import { findVerbs, loadVerb, type FoundVerb } from './verb-discovery.js';
import type { VerbContext } from './verb-context.js';
import type { Verb } from './verb.js';

/** What the command line is built from. */
export interface CommandLineOptions {
  readonly verbsFolder: string;
  readonly version: string;
  readonly context: VerbContext;
  /** Arguments after the program's name. */
  readonly argv: readonly string[];
  /** Text of help (stdout) and of commander's own complaints (stderr). */
  readonly write: { readonly out: (text: string) => void; readonly error: (text: string) => void };
}

/** Runs one command line; resolves with the verb's exit code. Only the file of the verb that runs is imported. @throws what the verb throws */
export async function runCommandLine(options: CommandLineOptions): Promise<number> {
  let exitCode = 0;
  const done = (code: number): void => {
    exitCode = code;
  };
  const program = newCommand('codexgraph', options);
  program
    .description('Answers questions about code from its structure: a graph of definitions, calls and uses in Neo4j.')
    .version(options.version)
    .showHelpAfterError('(codexgraph --help lists the verbs)');
  await addVerbs(program, findVerbs(options.verbsFolder), { ...options, path: options.argv, done });
  if (options.argv.length === 0) {
    program.outputHelp();
    return 0;
  }
  await program.parseAsync([...options.argv], { from: 'user' });
  return exitCode;
}

interface AddOptions extends CommandLineOptions {
  /** Words still to be matched against names, to import one verb only. */
  readonly path: readonly string[];
  readonly done: (code: number) => void;
}

async function addVerbs(parent: Command, verbs: readonly FoundVerb[], options: AddOptions): Promise<void> {
  const wanted = verbs.find((found) => found.name === options.path[0]);
  const toLoad = wanted === undefined ? verbs : [wanted];
  for (const found of toLoad) {
    const command = newCommand(found.name, options);
    parent.addCommand(command);
    if (found.members === undefined) configureVerb(command, await loadVerb(found), options);
    else await addGroup(command, found.members, { ...options, path: options.path.slice(1) });
  }
}

async function addGroup(command: Command, members: readonly FoundVerb[], options: AddOptions): Promise<void> {
  command.description(`one of: ${members.map((member) => member.name).join(', ')}`);
  await addVerbs(command, members, options);
}

function newCommand(name: string, options: CommandLineOptions): Command {
  return new Command(name)
    .exitOverride()
    .helpCommand(false)
    .helpOption('-h, --help', 'explain this command')
    .configureOutput({ writeOut: options.write.out, writeErr: options.write.error });
}

function configureVerb(command: Command, verb: Verb, options: AddOptions): void {
  command.description(verb.summary);
  verb.configure?.(command);
  command.action(async () => {
    const positionals = command.processedArgs as (string | undefined)[];
    const input = { positionals, options: checkedOptions(verb, command) };
    options.done((await verb.run(options.context, input)) ?? 0);
  });
}

function checkedOptions(verb: Verb, command: Command): unknown {
  const given = command.opts();
  if (verb.options === undefined) return given;
  const parsed = verb.options.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `--${kebab(issue.path.join('.'))}: ${issue.message}`);
  throw new UsageError(`${problems.join('; ')}. See codexgraph ${command.name()} --help.`);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
