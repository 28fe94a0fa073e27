import { SiteFlag, SiteKind } from '../../facts/file-facts.js';
import type { Evaluator } from '../evaluation/evaluator.js';
import type { FileLinkResult } from '../link-outcome.js';
import { SiteField, type LinkedFile } from '../program/linked-file.js';
import { EdgeCollector } from './edge-collector.js';
import { CallCounter, type EmissionContext } from './emission-context.js';
import { emitCall, emitDecoratorCall, emitRaised } from './emit-calls.js';
import { emitClasses } from './emit-classes.js';
import { emitContainment } from './emit-containment.js';
import { emitImports } from './emit-imports.js';
import { emitCalleeUse, emitName, emitReference } from './emit-names.js';
import { ExternalNames } from './node-identity.js';

/** Links one file: every edge that starts in it. */
export function linkFile(evaluator: Evaluator, file: LinkedFile): FileLinkResult {
  const context = newContext(evaluator, file);
  emitContainment(context);
  emitClasses(context);
  const importsUnresolved = emitImports(context);
  for (let site = 0; site < file.siteCount; site++) emitSite(context, site);
  return resultOf(context, importsUnresolved);
}

/** What a file gives when linking it is beyond the machine's stack: what its definitions contain. */
export function linkContainment(evaluator: Evaluator, file: LinkedFile): FileLinkResult {
  const context = newContext(evaluator, file);
  emitContainment(context);
  return resultOf(context, 0);
}

function newContext(evaluator: Evaluator, file: LinkedFile): EmissionContext {
  return { evaluator, file, edges: new EdgeCollector(), externals: new ExternalNames(), calls: new CallCounter() };
}

function resultOf(context: EmissionContext, importsUnresolved: number): FileLinkResult {
  const { file } = context;
  return {
    path: file.path,
    edges: context.edges.rows(),
    externals: context.externals.record(),
    callProperties: context.calls.properties(file),
    calls: context.calls.total(),
    importsUnresolved,
  };
}

function emitSite(context: EmissionContext, site: number): void {
  switch (context.file.site(site, SiteField.KIND)) {
    case SiteKind.CALL:
    case SiteKind.NEW:
    case SiteKind.SUPER_CALL:
    case SiteKind.TAG:
      if (!emitCall(context, site)) emitCalleeUse(context, site);
      return;
    case SiteKind.DECORATOR:
      emitDecoratorCall(context, site);
      emitReference(context, site, 'decorator');
      return;
    case SiteKind.TYPE:
      emitReference(context, site, 'type');
      return;
    case SiteKind.JSX:
      emitReference(context, site, 'value');
      return;
    case SiteKind.READ:
      if ((context.file.site(site, SiteField.FLAGS) & SiteFlag.RAISED) !== 0) emitRaised(context, site);
      emitName(context, site);
      return;
    case SiteKind.WRITE:
      emitName(context, site);
      return;
    default:
      return;
  }
}
