import { useState } from 'react';
import { SourcePanel } from '../../../source/source-panel.js';
import type { ExplorerAddress } from '../use-explorer-address.js';
import { EdgePanel } from './edge-panel.js';
import { ExpandActions } from './expand-actions.js';
import type { ExplorerGraph, Subgraph } from './graph-model.js';
import { Legend } from './legend.js';

interface SideProps {
  readonly repository: string;
  readonly address: ExplorerAddress;
  readonly all: Subgraph | undefined;
  readonly shown: ExplorerGraph | undefined;
  readonly onPathStart: (id: string) => void;
  readonly onTogglePin: (id: string) => void;
}

/** What is said about the chosen symbol or edge; about the whole drawing when none is. */
export function GraphSide({ repository, address, all, shown, onPathStart, onTogglePin }: SideProps) {
  const { chosen, to } = address;
  if (chosen === undefined) return <Legend all={all} address={address} />;
  if (to !== undefined) {
    const edge = shown?.edges.find(({ source, target }) => source === chosen && target === to);
    return edge === undefined ? null : <ChosenEdge repository={repository} address={address} graph={shown} edge={edge} />;
  }
  return (
    <>
      <ExpandActions repository={repository} id={chosen} address={address} onPathStart={onPathStart} onTogglePin={onTogglePin} />
      <SourcePanel
        repository={repository}
        place={{ symbol: chosen }}
        onClose={() => {
          address.choose(undefined);
        }}
        onSymbol={(id) => {
          address.act({ kind: 'show', id });
          address.choose(id);
        }}
      />
    </>
  );
}

function ChosenEdge(props: {
  readonly repository: string;
  readonly address: ExplorerAddress;
  readonly graph: ExplorerGraph | undefined;
  readonly edge: ExplorerGraph['edges'][number];
}) {
  const { repository, address, graph, edge } = props;
  const [line, setLine] = useState(edge.relations.find(({ lines }) => lines.length > 0)?.lines[0]);
  const source = graph?.symbols.find(({ id }) => id === edge.source);
  const target = graph?.symbols.find(({ id }) => id === edge.target);
  const close = (): void => {
    address.choose(undefined);
  };
  return (
    <>
      <EdgePanel
        edge={edge}
        names={[source?.name ?? edge.source, target?.name ?? edge.target]}
        line={line}
        onLine={setLine}
        onClose={close}
      />
      {source !== undefined && line !== undefined && (
        <SourcePanel
          key={line}
          repository={repository}
          place={{ file: source.filePath, line }}
          onClose={close}
          onSymbol={(id) => {
            address.choose(id);
          }}
        />
      )}
    </>
  );
}
