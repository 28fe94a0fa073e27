export type { ScriptedCall } from './choose-reply.js';
export type { ScriptedVectorCall } from './vector-routes.js';
export { readScript, type Script, type ScriptInput } from './script.js';
export { startScriptedModelServer, type ScriptedModelServer, type ScriptedModelServerOptions } from './scripted-model-server.js';
