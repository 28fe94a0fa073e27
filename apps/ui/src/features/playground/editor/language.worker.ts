import { checkText, formatText, signatureAt } from '@codexgraph/cypher-agent/language';
import type { LanguageAnswers, LanguageRequest, NumberedAnswer, NumberedRequest } from './worker-messages.js';

function answerTo(request: LanguageRequest): LanguageAnswers[LanguageRequest['kind']] {
  switch (request.kind) {
    case 'check':
      return checkText(request.text, { parameters: request.parameters });
    case 'format':
      return formatText(request.text);
    case 'signature':
      return signatureAt(request.text, request.offset);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<NumberedRequest>) => {
  const answer: NumberedAnswer = { number: data.number, answer: answerTo(data.request) };
  self.postMessage(answer);
});
