/** How a function or procedure is called. */
export interface Signature {
  /** As people write it, such as `toLower`. */
  readonly name: string;
  /** Names of its arguments; those that may be left out end with `?`, a last one for any number with `...`. */
  readonly parameters: readonly string[];
}

const WRITTEN = `
abs(number) acos(number) asin(number) atan(number) atan2(y, x) avg(expression) btrim(text, characters?) ceil(number) char_length(text)
character_length(text) coalesce(value, values...) collect(expression) cos(number) cosh(number) cot(number) coth(number) count(expression)
date(input?, pattern?) date.realtime(timezone?) date.statement(timezone?) date.transaction(timezone?) date.truncate(unit, temporal?, fields?)
datetime(input?, pattern?) datetime.fromEpoch(seconds, nanoseconds) datetime.fromEpochMillis(milliseconds) datetime.realtime(timezone?)
datetime.statement(timezone?) datetime.transaction(timezone?) datetime.truncate(unit, temporal?, fields?) degrees(radians) duration(input)
duration.between(from, to) duration.inDays(from, to) duration.inMonths(from, to) duration.inSeconds(from, to) e() elementId(element)
endNode(relationship) exists(pattern) exp(number) floor(number) haversin(radians) head(list) id(element) isEmpty(value) isNaN(number) keys(value)
labels(node) last(list) left(text, length) length(path) localdatetime(input?, pattern?) localdatetime.realtime(timezone?)
localdatetime.statement(timezone?) localdatetime.transaction(timezone?) localdatetime.truncate(unit, temporal?, fields?) localtime(input?, pattern?)
localtime.realtime(timezone?) localtime.statement(timezone?) localtime.transaction(timezone?) localtime.truncate(unit, temporal?, fields?)
log(number) log10(number) lower(text) ltrim(text, characters?) max(expression) min(expression) nodes(path) nullIf(value, other)
percentileCont(expression, percentile) percentileDisc(expression, percentile) pi() point(coordinates) point.distance(from, to)
point.withinBBox(point, lowerLeft, upperRight) properties(value) radians(degrees) rand() randomUUID() range(start, end, step?)
relationships(path) replace(text, search, replacement) reverse(value) right(text, length) round(number, precision?, mode?) rtrim(text, characters?)
sign(number) sin(number) sinh(number) size(value) split(text, delimiter) sqrt(number) startNode(relationship) stDev(expression) stDevP(expression)
substring(text, start, length?) sum(expression) tail(list) tan(number) tanh(number) time(input?, pattern?) time.realtime(timezone?)
time.statement(timezone?) time.transaction(timezone?) time.truncate(unit, temporal?, fields?) timestamp() toBoolean(value) toBooleanList(list)
toBooleanOrNull(value) toFloat(value) toFloatList(list) toFloatOrNull(value) toInteger(value) toIntegerList(list) toIntegerOrNull(value)
toLower(text) toString(value) toStringList(list) toStringOrNull(value) toUpper(text) type(relationship) upper(text) valueType(value)
vector.similarity.cosine(left, right) vector.similarity.euclidean(left, right)
db.labels() db.relationshipTypes() db.propertyKeys() db.schema.nodeTypeProperties() db.schema.relTypeProperties() db.schema.visualization()
apoc.meta.schema() db.index.fulltext.queryNodes(index, words) db.index.vector.queryNodes(index, results, vector)`;

/** Every function and procedure that may be called, by its name in lower case. */
export const SIGNATURES: ReadonlyMap<string, Signature> = new Map(
  [...WRITTEN.matchAll(/([\w.]+)\(([^)]*)\)/gu)].map(([, name = '', parameters = '']) => [
    name.toLowerCase(),
    { name, parameters: parameters === '' ? [] : parameters.split(', ') },
  ]),
);
