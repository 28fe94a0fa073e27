import { Lexer, type Token, type Tokens } from 'marked';
import { Fragment, type ReactNode } from 'react';
import { CodeBlock } from '../code/code-block.js';
import styles from './markdown.module.css';

/** How words of a Markdown text become links of the product. Undefined: they stay words. */
export type LinkWords = (words: string) => ReactNode;

/**
 * Markdown as elements. It is read into tokens and never becomes HTML: tags stand as the text that they are, images are left out, and links lead only to
 * the web.
 */
export function Markdown({ text, linkCode }: { readonly text: string; readonly linkCode?: LinkWords }) {
  const tokens = new Lexer({ gfm: true, breaks: false }).lex(text);
  return <div className={styles.markdown}>{blocks(tokens, { linkCode })}</div>;
}

interface Context {
  readonly linkCode: LinkWords | undefined;
}

function blocks(tokens: readonly Token[], context: Context): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{block(token as Tokens.Generic, context)}</Fragment>);
}

const HEADING_SHIFT = 2;
const DEEPEST_HEADING = 6;

function block(token: Tokens.Generic, context: Context): ReactNode {
  const children = () => inlines(token.tokens ?? [], context);
  switch (token.type) {
    case 'heading':
      return heading(token as Tokens.Heading, children());
    case 'paragraph':
      return <p>{children()}</p>;
    case 'text':
      return token.tokens === undefined ? textOf(token) : children();
    case 'code':
      return <CodeBlock text={textOf(token)} language={String(token['lang'] ?? '')} label={String(token['lang'] ?? 'text')} />;
    case 'blockquote':
      return <blockquote>{blocks(token.tokens ?? [], context)}</blockquote>;
    case 'list':
      return list(token as Tokens.List, context);
    case 'table':
      return table(token as Tokens.Table, context);
    case 'hr':
      return <hr />;
    case 'space':
    case 'def':
      return null;
    default:
      return <p>{token.raw}</p>;
  }
}

/** Below the headings of the page. */
function heading({ depth }: Tokens.Heading, children: ReactNode): ReactNode {
  const Tag = `h${String(Math.min(depth + HEADING_SHIFT, DEEPEST_HEADING))}` as 'h3';
  return <Tag>{children}</Tag>;
}

function list({ ordered, start, items }: Tokens.List, context: Context): ReactNode {
  const children = items.map((item, index) => <li key={index}>{blocks(item.tokens, context)}</li>);
  return ordered ? <ol start={start === '' ? 1 : start}>{children}</ol> : <ul>{children}</ul>;
}

function table({ header, rows }: Tokens.Table, context: Context): ReactNode {
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={header.map(({ text }) => text).join(', ')}>
      <table>
        <thead>
          <tr>
            {header.map((cell, index) => (
              <th key={index} scope="col">
                {inlines(cell.tokens, context)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{inlines(cell.tokens, context)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inlines(tokens: readonly Token[], context: Context): ReactNode {
  return tokens.map((token, index) => <Fragment key={index}>{inline(token as Tokens.Generic, context)}</Fragment>);
}

function inline(token: Tokens.Generic, context: Context): ReactNode {
  const children = () => inlines(token.tokens ?? [], context);
  switch (token.type) {
    case 'strong':
      return <strong>{children()}</strong>;
    case 'em':
      return <em>{children()}</em>;
    case 'del':
      return <del>{children()}</del>;
    case 'codespan':
      return context.linkCode?.(textOf(token)) ?? <code>{textOf(token)}</code>;
    case 'br':
      return <br />;
    case 'link':
      return link(String(token['href'] ?? ''), children());
    case 'image':
      return textOf(token);
    case 'text':
      return token.tokens === undefined ? textOf(token) : children();
    case 'escape':
      return textOf(token);
    default:
      return token.raw;
  }
}

function link(href: string, children: ReactNode): ReactNode {
  if (!/^https?:\/\//i.test(href)) return children;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

/** The lexer escapes some characters for HTML, which this never becomes. */
function textOf({ text }: Tokens.Generic): string {
  return String(text ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
