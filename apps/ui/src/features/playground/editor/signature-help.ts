import { type Extension, StateEffect, StateField } from '@codemirror/state';
import { type EditorView, showTooltip, type Tooltip, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import type { SignatureHelp } from '@codexgraph/cypher-agent/language';
import type { LanguageWorker } from './language-worker.js';

const setHelp = StateEffect.define<SignatureHelp | undefined>();

const help = StateField.define<SignatureHelp | undefined>({
  create: () => undefined,
  update: (value, transaction) => {
    const told = transaction.effects.find((effect) => effect.is(setHelp));
    return told === undefined ? value : told.value;
  },
  provide: (field) => showTooltip.from(field, (value) => (value === undefined ? null : tooltipOf(value))),
});

/** The call that is being written, with its argument marked, above the line. */
export function signatureHelp(worker: LanguageWorker): Extension {
  const asking = ViewPlugin.define((view) => new Asking(view, worker));
  return [help, asking];
}

class Asking {
  readonly #view: EditorView;
  readonly #worker: LanguageWorker;
  #last = 0;

  constructor(view: EditorView, worker: LanguageWorker) {
    this.#view = view;
    this.#worker = worker;
  }

  update(update: ViewUpdate): void {
    if (update.focusChanged && !update.view.hasFocus) this.#show(undefined);
    else if (update.docChanged || (update.selectionSet && this.#view.state.field(help) !== undefined)) void this.#ask(update);
  }

  async #ask({ state }: ViewUpdate): Promise<void> {
    this.#last += 1;
    const number = this.#last;
    const answer = await this.#worker.ask({ kind: 'signature', text: state.doc.toString(), offset: state.selection.main.head });
    if (number === this.#last) this.#show(answer);
  }

  #show(value: SignatureHelp | undefined): void {
    this.#last += 1;
    const shown = this.#view.state.field(help, false);
    if (value === undefined && shown === undefined) return;
    // An update is under way while a plugin is told of it.
    queueMicrotask(() => {
      this.#view.dispatch({ effects: setHelp.of(value) });
    });
  }
}

function tooltipOf({ signature, argument, from }: SignatureHelp): Tooltip {
  return {
    pos: from,
    above: true,
    create: () => {
      const dom = document.createElement('div');
      dom.className = 'cm-signature';
      dom.append(`${signature.name}(`);
      const marked = Math.min(argument, signature.parameters.length - 1);
      signature.parameters.forEach((parameter, place) => {
        const part = document.createElement(place === marked ? 'strong' : 'span');
        part.textContent = parameter;
        dom.append(...(place === 0 ? [part] : [', ', part]));
      });
      dom.append(')');
      return { dom };
    },
  };
}
