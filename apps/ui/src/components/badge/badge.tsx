import type { ReactNode } from 'react';
import { classNames } from '../class-names.js';
import styles from './badge.module.css';

/** A word or two about the state of a thing. */
export function Badge(props: {
  readonly look?: 'plain' | 'good' | 'warn' | 'bad' | 'accent';
  readonly children: ReactNode;
  readonly title?: string;
}) {
  return (
    <span className={classNames(styles.badge, styles[props.look ?? 'plain'])} title={props.title}>
      {props.children}
    </span>
  );
}
