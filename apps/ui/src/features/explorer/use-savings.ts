import type { RefObject } from 'react';
import { Colours } from '../../drawing/colours.js';
import type { Drawing } from '../../drawing/graph-canvas.js';
import type { Scene } from '../../drawing/scene.js';
import { sceneToSvg } from '../../drawing/scene-to-svg.js';
import { saveFile } from './save-file.js';
import type { Savings } from './toolbar.js';

/** Saves a view as a picture, as a drawing, and as the data behind it. */
export function useSavings(view: {
  /** Name of the files. */
  readonly name: string;
  readonly scene: Scene;
  readonly drawing: RefObject<Drawing | null>;
  readonly data: unknown;
}): Savings {
  const { scene, drawing, data } = view;
  const name = view.name.replaceAll('/', '-');
  return {
    png: () =>
      void drawing.current?.toPng().then((blob) => {
        if (blob !== undefined) saveFile(`${name}.png`, blob);
      }),
    svg: () => {
      const colours = new Colours(document.body);
      const svg = sceneToSvg(scene, drawing.current?.positions() ?? new Map(), (colour) => colours.of(colour));
      saveFile(`${name}.svg`, svg, 'image/svg+xml');
    },
    json: () => {
      saveFile(`${name}.json`, `${JSON.stringify(data, undefined, 2)}\n`, 'application/json');
    },
  };
}
