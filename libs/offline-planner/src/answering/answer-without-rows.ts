import { nameSegments } from '../grammar/reference.js';
import type { MissingPlan, NotUnderstoodPlan, SearchPlan } from '../planning/plan.js';
import type { QuestionLanguage } from '../words/token.js';
import type { PlannedAnswer } from './answer.js';
import { citedName, say } from './phrases.js';

/** What to say when a name is not in the graph, or the question was not understood. Cites nothing. */
export function answerWithoutRows(plan: MissingPlan | NotUnderstoodPlan | SearchPlan): PlannedAnswer {
  if (plan.kind !== 'missing') return { text: lostText(plan), citations: [] };
  // "is there a class X?": it is known that there is none.
  const isDenial = plan.reading.wish === 'whether' && plan.reading.clauses.length === 0;
  return { text: missingText(plan), citations: [], ...(isDenial ? { value: false } : {}) };
}

function missingText({ language, missing, suggestions }: MissingPlan): string {
  const owner = missing.missingFrom;
  const short = nameSegments(missing.text).at(-1) ?? missing.text;
  const head =
    owner === undefined
      ? say(
          language,
          `There is no symbol or file named \`${missing.text}\` in this repository.`,
          `这个仓库里没有名为 \`${missing.text}\` 的符号或文件。`,
        )
      : say(
          language,
          `\`${owner.text}\` has no \`${short}\`, neither of its own nor inherited.`,
          `\`${owner.text}\` 没有 \`${short}\`（自身和继承的都没有）。`,
        );
  if (suggestions.length === 0) return head;
  const names = suggestions.map(citedName).join(say(language, ', ', '、'));
  return `${head} ${say(language, `Did you mean ${names}?`, `您是不是想找：${names}？`)}`;
}

function lostText({ language, reading }: NotUnderstoodPlan | SearchPlan): string {
  const words = reading.beyond.map((word) => `\`${word}\``).join(', ');
  const head =
    words === ''
      ? []
      : [
          say(
            language,
            `The graph holds the structure of the code; it does not tell about ${words}.`,
            `图中只有代码的结构，没有关于 ${words} 的信息。`,
          ),
        ];
  return [...head, whatCanBeAsked(language)].join('\n');
}

function whatCanBeAsked(language: QuestionLanguage): string {
  return say(
    language,
    [
      'I do not understand this question; I work without a language model, from the structure of the code alone. I can answer, for example:',
      '- who calls `f`, what `f` calls, up to n levels; which of those are tests; who calls both `f` and `g`',
      '- where `X` is defined, its signature, its source; methods and fields of a class; what is in a file',
      '- subclasses, base classes, overrides; importers and imports of a file; users of a field or variable',
      '- functions with more than 5 parameters, longer than 100 lines, with `text` in the code, decorated with `d`, recursive, undocumented, untested',
      '- a path of calls from `f` to `g`; what a change of `f` affects; counts, the longest or most called function; yes-or-no questions',
    ].join('\n'),
    [
      '我无法理解这个问题；目前没有使用语言模型，只根据代码结构回答。可以这样问：',
      '- 谁调用了 `f`、`f` 调用了哪些函数（n 层以内）、其中哪些是测试、哪些函数同时调用 `f` 和 `g`',
      '- `X` 定义在哪里、签名、源码；类的方法和字段；文件里有什么',
      '- 子类、父类、重写；文件的导入者和导入；字段或变量的使用者',
      '- 参数超过 5 个、超过 100 行、代码包含 `文本`、被 `d` 装饰、递归、没有文档、没有测试的函数',
      '- 从 `f` 到 `g` 的调用路径；修改 `f` 的影响；数量、最长或被调用最多的函数；是非问题',
    ].join('\n'),
  );
}
