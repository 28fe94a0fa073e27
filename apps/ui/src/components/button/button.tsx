import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from '../class-names.js';
import styles from './button.module.css';

/** A button of one look; everything else is that of the element. */
export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `primary`: the one thing to do; `plain`: beside others; `quiet`: without a frame; `danger`: destroys. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'md' | 'sm';
  readonly icon?: ReactNode;
  /** Shows that its work is under way, and takes no clicks. */
  readonly isBusy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words. */
export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'md', icon, isBusy = false, className, children, type = 'button', ...rest } = props;
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={isBusy || rest['aria-disabled']}
      onClick={isBusy ? undefined : rest.onClick}
      className={classNames(styles.button, styles[look], size === 'sm' && styles.small, isBusy && styles.busy, className)}
    >
      {icon}
      {children}
    </button>
  );
}

/** A button that is only an icon; `label` says what it does. */
export function IconButton({ label, ...props }: Omit<ButtonProps, 'children'> & { readonly label: string }) {
  return (
    <Button look="quiet" title={label} {...props} aria-label={label} className={classNames(styles.iconOnly, props.className)} />
  );
}
