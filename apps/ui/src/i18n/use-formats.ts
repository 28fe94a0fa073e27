import { useMemo } from 'react';
import { type Language, usePreferences } from '../preferences/preferences.js';
import { formatNumber } from './messages.js';

const KB = 1000;
const MB = 1000 * KB;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Numbers, shares, times and durations as the language writes them. */
export interface Formats {
  readonly number: (value: number) => string;
  /** A share of 0..1 as a percentage without decimals; 99.6 % stays below 100 %, 0.2 % above 0 %. */
  readonly percent: (share: number) => string;
  /** "3 minutes ago", counted from a date (or its text) to `nowMs`. */
  readonly ago: (date: string, nowMs: number) => string;
  readonly dateTime: (date: string) => string;
  /** "812 kB", "4.5 MB". */
  readonly bytes: (bytes: number) => string;
  /** "0.4 s", "12 s", "3 min 5 s". */
  readonly seconds: (seconds: number) => string;
}

/** Formats of the language of the person. */
export function useFormats(): Formats {
  const { language } = usePreferences();
  return useMemo(() => formatsOf(language), [language]);
}

/** The same outside a component. */
export function formatsOf(language: Language): Formats {
  const locale = language === 'zh' ? 'zh-CN' : 'en';
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    number: (value) => formatNumber(value, language),
    percent: (share) => `${String(roundedPercent(share))}%`,
    ago: (date, nowMs) => {
      // Clocks differ: what would lie in the future is now.
      const seconds = Math.max(0, (nowMs - Date.parse(date)) / 1000);
      const [size, unit] = unitOf(seconds);
      return relative.format(unit === 'second' ? 0 : -Math.floor(seconds / size), unit);
    },
    dateTime: (date) => dates.format(new Date(date)),
    bytes: (bytes) => (bytes < MB ? `${String(Math.ceil(bytes / KB))} kB` : `${(bytes / MB).toFixed(1)} MB`),
    seconds: (seconds) => durationText(seconds, language),
  };
}

function roundedPercent(share: number): number {
  const percent = Math.round(share * 100);
  if (percent === 100 && share < 1) return 99;
  return percent === 0 && share > 0 ? 1 : percent;
}

function unitOf(seconds: number): readonly [number, Intl.RelativeTimeFormatUnit] {
  if (seconds < MINUTE) return [1, 'second'];
  if (seconds < HOUR) return [MINUTE, 'minute'];
  if (seconds < DAY) return [HOUR, 'hour'];
  return seconds < WEEK * 4 ? [DAY, 'day'] : [WEEK, 'week'];
}

function durationText(seconds: number, language: Language): string {
  const [minuteUnit, secondUnit] = language === 'zh' ? ['分', '秒'] : [' min', ' s'];
  if (seconds < 10) return `${seconds.toFixed(1)}${secondUnit}`;
  // Rounded before it is divided: 119.7 seconds are two minutes, not one and 60 seconds.
  const whole = Math.round(seconds);
  if (whole < MINUTE) return `${String(whole)}${secondUnit}`;
  return `${String(Math.floor(whole / MINUTE))}${minuteUnit} ${String(whole % MINUTE)}${secondUnit}`;
}
