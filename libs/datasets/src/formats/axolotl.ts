import type { TrainingFormat } from './training-format.js';

/**
 * Axolotl: conversations with `type: chat_template`, preferences with `chat_template.default`, Alpaca as `alpaca`. Turns that are not to be learned carry
 * `train: false` (`message_field_training`).
 */
export const axolotlFormat: TrainingFormat = {
  name: 'axolotl',
  builders: ['chatml', 'text2cypher', 'preference', 'alpaca'],
  convert: (_builder, body) => body,
  companions: (builder, files) => [{ name: 'axolotl-datasets.yml', text: datasetsYaml(builder, files) }],
};

function datasetsYaml(builder: string, files: readonly string[]): string {
  const part = (split: string) => files.filter((file) => file.startsWith(`${split}-`)).map((file) => entry(builder, file));
  const blocks = [`datasets:\n${part('train').join('')}`];
  if (part('validation').length > 0) blocks.push(`test_datasets:\n${part('validation').join('')}`);
  return (builder === 'preference' ? 'rl: dpo\n' : '') + blocks.join('');
}

function entry(builder: string, file: string): string {
  const lines = [`  - path: ./${file}`, `    ds_type: json`, `    split: train`, ...typeOf(builder)];
  return `${lines.join('\n')}\n`;
}

function typeOf(builder: string): readonly string[] {
  if (builder === 'alpaca') return ['    type: alpaca'];
  if (builder === 'preference')
    return [
      '    type: chat_template.default',
      '    field_messages: messages',
      '    field_chosen: chosen',
      '    field_rejected: rejected',
    ];
  return [
    '    type: chat_template',
    '    field_messages: messages',
    '    message_field_training: train',
    '    roles_to_train: [assistant]',
  ];
}
