import { describe, it } from 'vitest';
import { checkCalls } from '../../../linking/testing/check-calls.js';

describe('linking TypeScript: declarations that add to others', () => {
  it('finds members that `declare module` adds, through re-exports, with types of the module', async () => {
    await checkCalls(`
      // file: shape.ts
      export interface Shape { base(): void }
      export interface Other { run(): void }
      export class Box<T> { get(): T { throw 1 } }
      // file: index.ts
      export * from './shape';
      // file: plugin.ts
      import './shape';
      declare module './shape' {
        interface Shape { area(): Other }
        interface Box<T> { map(): Box<T> }
      }
      // file: use.ts
      import { Box, Shape } from './index';
      export function use(shape: Shape, box: Box<number>) {
        shape.base(); // -> Shape.base
        shape.area().run(); // -> Shape.area, Other.run
        box.map().get(); // -> Box.map, Box.get
      }
    `);
  });

  it('finds what is added to types of other packages, and nothing else of them', async () => {
    await checkCalls(`
      // file: plugin.ts
      export class User { save() {} }
      declare module 'server' { interface Request { user: User } }
      // file: use.ts
      import type { Reply, Request } from 'server';
      export function use(request: Request, reply: Reply) {
        request.user.save(); // -> User.save
        request.session.save(); // -> none
        reply.user.save(); // -> none
      }
    `);
  });

  it('finds global names and members of library types that files declare', async () => {
    await checkCalls(`
      // file: globals.ts
      export {};
      declare global {
        interface Array<T> { last(): T }
        interface Shell { boot(): void }
        var shell: Shell;
        function notify(): void;
      }
      // file: settings.d.ts
      interface Settings { load(): void }
      declare const settings: Settings;
      // file: module.d.ts
      export declare const hidden: { run(): void };
      // file: use.ts
      export function use(items: string[]) {
        items.last(); // -> Array.last
        [1].last(); // -> Array.last
        shell.boot(); // -> Shell.boot
        notify(); // -> notify
        settings.load(); // -> Settings.load
        hidden.run(); // -> none
      }
    `);
  });
});
