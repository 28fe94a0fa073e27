export { checkText, type TextCheck, type TextFinding } from './check-text.js';
export { formatText } from './format-text.js';
export { SIGNATURES, type Signature } from './signatures.js';
export { signatureAt, type SignatureHelp } from './signature-at.js';
