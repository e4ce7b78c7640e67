// Words, numbers and dates in the language of the reader.

const words = JSON.parse(document.getElementById('words').textContent);
const speech = {lang: navigator.language.startsWith('fr') ? 'fr' : 'en'};

const word = (key, otherwise) => words[speech.lang][key] ?? otherwise ?? key;
const number = (value) => value.toLocaleString(speech.lang);
const percent = (value) => value.toLocaleString(speech.lang, {style: 'percent'});
const locale = () => (speech.lang === 'en' ? 'en-GB' : speech.lang);

// 1 entity, 2 entities.
function plural(count, noun) {
  const form = new Intl.PluralRules(speech.lang).select(count) === 'one' ? 'one' : 'other';
  return `${number(count)} ${word(`${noun}.${form}`)}`;
}

// 2023, 2023-07, 2023-07-26 or --07-26 in words; anything else as it is.
function readableDate(iso) {
  const parts = /^(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso);
  if (!parts) return iso;
  const [, year, month, day] = parts;
  const date = new Date(Date.UTC(Number(year || 2000), Number(month || 1) - 1, Number(day || 1)));
  return date.toLocaleDateString(locale(), {
    timeZone: 'UTC', year: year && 'numeric', month: month && 'long', day: day && 'numeric',
  });
}

// Days since 1970 <-> 2023-07-26.
const DAY = 86400000;
const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);
function dayOf(iso) {
  const time = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) : NaN;
  return Number.isNaN(time) ? null : Math.round(time / DAY);
}

const LETTERS = {ł: 'l', ø: 'o', đ: 'd', ð: 'd', ı: 'i', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th'};

// Lower case, without accents and what cannot be seen, with one space for anything that is neither letter nor digit.
function fold(text) {
  return text.normalize('NFD').toLowerCase().replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[łøđðıæœßþ]/g, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

const labelOf = (node) => node.labels[speech.lang] || node.label;
const relationOf = (relation) => (
  relation.labels[speech.lang] || relation.labels.en || relation.name.replaceAll('_', ' '));
const familyOf = (family) => word(family ? `family.${family}` : 'other', family);

const LONGEST = 120;
const short = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
