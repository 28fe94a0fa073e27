/** What resolvers know about the caller; the same for HTTP requests and websocket operations. */
export interface ApiContext {
  /** True unless the caller surely sits on this machine. */
  readonly isRemote: boolean;
}
