"use strict";
/* The answer for people: names instead of IRIs, sorted and filtered as one likes.
   Everything from the graph is put in as text, never as markup. */
const AT_ONCE = 100; // rows drawn before one asks for more
const TOGETHER = 1000; // names asked for in one request; the server takes 2,000
const NAMED = 20000; // names asked for at most; the other things keep their short IRIs

class Answer {
  static words = WORDS.en;
  static lang = "en";
  static prefixes = {};
  static describe = () => {};
  static terms = false; // as in SPARQL
  static names = { en: new Map(), fr: new Map() };

  constructor(yasr) {
    this.yasr = yasr;
    this.label = "Answer";
    this.priority = 20;
  }

  canHandleResults() {
    return Boolean(this.yasr.results?.getBindings());
  }

  download(name) {
    return {
      getData: () => this.yasr.results.asCsv(),
      filename: `${name || "answer"}.csv`,
      contentType: "text/csv",
      title: "CSV",
    };
  }

  draw() {
    const results = this.yasr.results;
    this.variables = results.getVariables();
    this.rows = results.getBindings();
    this.order = { variable: null, down: false };
    this.limit = AT_ONCE;
    this.root = make("div", "answer");
    this.filter = make("input");
    Object.assign(this.filter, { type: "search", placeholder: Answer.words.filter });
    this.filter.setAttribute("aria-label", Answer.words.filter);
    this.filter.addEventListener("input", () => this.fill());
    this.told = make("p", "told");
    this.told.setAttribute("role", "status");
    this.terms = make("input");
    this.terms.type = "checkbox";
    this.terms.checked = Answer.terms;
    this.terms.addEventListener("change", () => {
      Answer.terms = this.terms.checked;
      this.fill();
    });
    const terms = make("label", "terms");
    terms.append(this.terms, Answer.words.terms);
    const top = make("div", "above");
    top.append(this.told, terms, this.filter);
    this.table = make("table");
    this.more = make("button", "more");
    this.more.type = "button";
    this.more.addEventListener("click", () => {
      this.limit += 10 * AT_ONCE;
      this.fill();
    });
    const scroll = make("div", "scroll");
    scroll.append(this.table);
    this.root.append(top, scroll, this.more);
    this.yasr.resultsEl.append(this.root);
    this.fill();
    this.name();
  }

  /* Ask for the names of what is shown, and show them. */
  async name() {
    const known = Answer.names[Answer.lang];
    const rows = this.rows;
    const wanted = new Set();
    for (const row of rows)
      for (const term of Object.values(row))
        if (term.type === "uri" && !known.has(term.value)) wanted.add(term.value);
    const iris = [...wanted].slice(0, NAMED);
    for (let at = 0; at < iris.length; at += TOGETHER) {
      const some = iris.slice(at, at + TOGETHER);
      const body = new URLSearchParams([["lang", Answer.lang], ...some.map(iri => ["iri", iri])]);
      const reply = await fetch("labels", { method: "POST", body }).catch(() => null);
      const labels = reply?.ok ? await reply.json() : {};
      for (const iri of some) known.set(iri, labels[iri] ?? null);
      if (!this.root.isConnected || this.rows !== rows) return;
    }
    if (iris.length) this.fill();
  }

  text(term) {
    if (!term) return "";
    if (Answer.terms) return written(term);
    if (term.type !== "uri") return term.value;
    return Answer.names[Answer.lang].get(term.value) ?? short(term.value);
  }

  fill() {
    const looked = fold(this.filter.value.trim());
    const lines = this.rows.map(row => ({ row, texts: this.variables.map(v => this.text(row[v])) }));
    const kept = looked
      ? lines.filter(line => line.texts.some(text => fold(text).includes(looked)))
      : lines;
    if (this.order.variable !== null) kept.sort(compare(this.order));
    const words = Answer.words;
    const all = this.rows.length;
    const seconds = (this.yasr.results.getResponseTime() ?? 0) / 1000;
    const time = seconds.toLocaleString(Answer.lang, { maximumSignificantDigits: 2 });
    const shown = looked ? words.found(kept.length, all) : words.rows(all);
    this.told.textContent = `${shown} · ${time} s`;
    if (!all) this.told.textContent = words.empty;
    this.filter.hidden = all < 2;
    const body = make("tbody");
    for (const line of kept.slice(0, this.limit)) body.append(this.line(line));
    this.table.replaceChildren(this.head(), body);
    this.table.parentElement.hidden = !all;
    const rest = kept.length - this.limit;
    this.more.hidden = rest <= 0;
    this.more.textContent = words.more(Math.min(rest, 10 * AT_ONCE));
  }

  head() {
    const row = make("tr");
    this.variables.forEach((variable, index) => {
      const cell = make("th");
      const button = make("button");
      button.type = "button";
      button.textContent = variable;
      const { variable: by, down } = this.order;
      cell.setAttribute("aria-sort", by !== index ? "none" : down ? "descending" : "ascending");
      button.addEventListener("click", () => {
        this.order = { variable: index, down: by === index && !down };
        this.fill();
      });
      cell.append(button);
      row.append(cell);
    });
    const head = make("thead");
    head.append(row);
    return head;
  }

  line({ row, texts }) {
    const line = make("tr");
    this.variables.forEach((variable, index) => {
      line.append(cell(row[variable], texts[index]));
    });
    return line;
  }
}

function cell(term, text) {
  const place = make("td");
  if (!term) return place;
  if (term.type === "uri") {
    place.append(thing(term.value, text));
  } else {
    const type = (term.datatype ?? "").split("#").pop();
    if (/^(integer|decimal|double|float)$/.test(type)) place.className = "number";
    else if (/^(date|dateTime|gYear|gYearMonth|gMonthDay)$/.test(type)) place.className = "date";
    else if (text.length > 60) place.className = "long";
    const words = make("bdi");
    words.textContent = text;
    if (term["xml:lang"]) words.lang = term["xml:lang"];
    place.append(words);
  }
  return place;
}

/* What the graph knows is described; other addresses open apart; the rest is only text. */
function thing(iri, text) {
  if (own(iri)) {
    const named = Answer.names[Answer.lang].get(iri);
    const button = make("button", named ? "thing" : "thing opaque");
    button.type = "button";
    button.textContent = named || Answer.terms ? text : shortened(text);
    button.title = iri;
    button.addEventListener("click", () => Answer.describe(iri));
    return button;
  }
  const plain = /^https?:\/\//i.test(iri) && !short(iri).startsWith("kg:");
  const place = make(plain ? "a" : "span");
  place.textContent = text;
  place.title = iri;
  if (plain) Object.assign(place, { href: iri, target: "_blank", rel: "noopener noreferrer" });
  return place;
}

function own(iri) {
  return ["id", "claim", "statement", "article", "office"].some(prefix =>
    iri.startsWith(Answer.prefixes[prefix] ?? "\0"));
}

/* Nobody reads the hash of a claim to its end. */
function shortened(text) {
  return text.length > 18 ? `${text.slice(0, 16)}…` : text;
}

/* A term as SPARQL writes it. */
function written(term) {
  if (term.type === "uri") return short(term.value);
  if (term.type === "bnode") return `_:${term.value}`;
  const quoted = JSON.stringify(term.value);
  if (term["xml:lang"]) return `${quoted}@${term["xml:lang"]}`;
  const type = short(term.datatype ?? "");
  return type && type !== "xsd:string" ? `${quoted}^^${type}` : quoted;
}

/* prefix:name with the longest namespace that fits. */
function short(iri) {
  let best = "";
  for (const [prefix, namespace] of Object.entries(Answer.prefixes))
    if (iri.startsWith(namespace) && namespace.length > (Answer.prefixes[best] ?? "").length)
      best = prefix;
  const local = best ? iri.slice(Answer.prefixes[best].length) : "";
  return best && /^[\w.~%-]*$/.test(local) ? `${best}:${local}` : iri;
}

function compare({ variable, down }) {
  const order = new Intl.Collator(Answer.lang, { numeric: true }).compare;
  const sign = down ? -1 : 1;
  return (a, b) => {
    const [one, other] = [a.texts[variable], b.texts[variable]];
    if (!one || !other) return Number(!one) - Number(!other); // nothing comes last
    return sign * order(one, other);
  };
}

function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function make(tag, kind = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  return made;
}
