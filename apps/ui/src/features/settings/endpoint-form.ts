import type { VariablesOf } from '../../graphql/graphql.js';
import type { putModelEndpointDocument, SettingsView } from './settings.documents.js';

/** What stands in the fields of the form. */
export interface EndpointFields {
  readonly name: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string;
  readonly forgetKey: boolean;
  readonly contextTokens: string;
  readonly maxOutputTokens: string;
  readonly temperature: string;
}

/** Fields of a server that is known, or of a new one. The key never comes back. */
export function fieldsOf(endpoint: SettingsView['endpoints'][number] | undefined): EndpointFields {
  const text = (value: number | null | undefined): string => (value == null ? '' : String(value));
  return {
    name: endpoint?.name ?? '',
    baseUrl: endpoint?.baseUrl ?? '',
    model: endpoint?.model ?? '',
    apiKey: '',
    forgetKey: false,
    contextTokens: text(endpoint?.contextTokens),
    maxOutputTokens: text(endpoint?.maxOutputTokens),
    temperature: text(endpoint?.temperature),
  };
}

const NAME = /^[A-Za-z][\w.-]{0,40}$/;
const MAX_TEMPERATURE = 2;

/** Fields that are wrong. */
export function wrongFields(fields: EndpointFields): ReadonlySet<keyof EndpointFields> {
  const wrong = new Set<keyof EndpointFields>();
  if (!NAME.test(fields.name.trim())) wrong.add('name');
  if (!/^https?:\/\/[^/]/i.test(fields.baseUrl.trim()) || !URL.canParse(fields.baseUrl.trim())) wrong.add('baseUrl');
  if (fields.model.trim() === '') wrong.add('model');
  for (const field of ['contextTokens', 'maxOutputTokens'] as const) {
    const value = numberIn(fields[field]);
    if (value !== null && !(Number.isInteger(value) && value > 0)) wrong.add(field);
  }
  const temperature = numberIn(fields.temperature);
  if (temperature !== null && !(temperature >= 0 && temperature <= MAX_TEMPERATURE)) wrong.add('temperature');
  return wrong;
}

/** What is sent: an empty key field leaves the key that is kept as it is. */
export function inputOf(fields: EndpointFields): VariablesOf<typeof putModelEndpointDocument>['input'] {
  const apiKey = fields.forgetKey ? '' : fields.apiKey.trim();
  return {
    name: fields.name.trim(),
    baseUrl: fields.baseUrl.trim(),
    model: fields.model.trim(),
    ...(apiKey === '' && !fields.forgetKey ? {} : { apiKey }),
    contextTokens: numberIn(fields.contextTokens),
    maxOutputTokens: numberIn(fields.maxOutputTokens),
    temperature: numberIn(fields.temperature),
  };
}

function numberIn(text: string): number | null {
  return text.trim() === '' ? null : Number(text.trim());
}
