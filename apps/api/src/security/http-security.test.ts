import { EventEmitter } from 'node:events';
import type { Request, Response } from 'express';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { limitSending } from './http-security.js';

/** A request that is still being sent. */
class SlowRequest extends EventEmitter {
  complete = false;
  readonly path: string;
  readonly destroy = vi.fn(() => this.emit('close'));

  constructor(path: string) {
    super();
    this.path = path;
  }
}

function send(path: string): { readonly request: SlowRequest; readonly next: ReturnType<typeof vi.fn> } {
  const request = new SlowRequest(path);
  const next = vi.fn();
  limitSending(1000, '/upload')(request as unknown as Request, {} as Response, next);
  return { request, next };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('ends a request that takes too long to send, not before', () => {
  const { request, next } = send('/graphql');
  expect(next).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(999);
  expect(request.destroy).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(request.destroy).toHaveBeenCalledOnce();
});

it('leaves one alone that was sent in time, however long its answer takes', () => {
  const { request } = send('/graphql');
  request.complete = true;
  vi.advanceTimersByTime(10_000);
  expect(request.destroy).not.toHaveBeenCalled();
});

it('keeps no timer of a request that is over', () => {
  const { request } = send('/graphql');
  expect(vi.getTimerCount()).toBe(1);
  request.emit('close');
  expect(vi.getTimerCount()).toBe(0);
});

it('gives archives the time of the server', () => {
  const { request, next } = send('/upload');
  expect(next).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10_000);
  expect(request.destroy).not.toHaveBeenCalled();
});
