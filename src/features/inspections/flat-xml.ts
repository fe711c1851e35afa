import sax from 'sax';
import { fail, ok, type Problem, type Result } from '../../domain/shared/result.js';

/** Only the five entities of XML itself; the types of the package do not know the option. */
const STRICT: sax.SAXOptions & { readonly strictEntities: boolean } = { trim: true, strictEntities: true };
const DEEPEST = 8;
const MOST_NODES = 500;

/**
 * The nodes of an XML message that hold a text, by name; nodes that hold nodes are only a wrapping. Strict: no document
 * type and no entities of one's own, each name once. Problems: RAW_XML_BROKEN, RAW_XML_DOCTYPE, RAW_NODE_TWICE,
 * RAW_XML_DEEP, RAW_XML_LONG
 */
export function readFlatXml(text: string): Result<Readonly<Record<string, string>>, readonly Problem[]> {
  const parser = sax.parser(true, STRICT);
  const nodes = new Map<string, string>();
  const problems: Problem[] = [];
  const open: { readonly name: string; text: string; isWrapping: boolean }[] = [];
  const refuse = (code: string, params: Problem['params'] = {}): void => {
    problems.push({ code, field: 'message', params });
  };
  parser.onerror = (error) => {
    refuse('RAW_XML_BROKEN', { line: parser.line + 1, says: error.message.split('\n')[0] ?? '' });
    throw error;
  };
  parser.ondoctype = () => refuse('RAW_XML_DOCTYPE');
  parser.onopentag = ({ name }) => {
    const parent = open.at(-1);
    if (parent) parent.isWrapping = true;
    open.push({ name, text: '', isWrapping: false });
    if (open.length === DEEPEST + 1) refuse('RAW_XML_DEEP', { deepest: DEEPEST });
  };
  const take = (words: string): void => {
    const node = open.at(-1);
    if (node) node.text += words;
  };
  parser.ontext = take;
  parser.oncdata = take;
  parser.onclosetag = () => {
    const node = open.pop();
    if (node === undefined || node.isWrapping) return;
    if (nodes.has(node.name)) refuse('RAW_NODE_TWICE', { node: node.name });
    nodes.set(node.name, node.text);
    if (nodes.size === MOST_NODES + 1) refuse('RAW_XML_LONG', { most: MOST_NODES });
  };
  try {
    parser.write(text).close();
  } catch (error) {
    if (problems.length === 0) throw error;
  }
  return problems.length > 0 ? fail(problems) : ok(Object.fromEntries(nodes));
}
