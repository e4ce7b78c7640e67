// The timeline: how many claims there are in each month, the days to show, and a film of them.

function createTimeline(data, filter) {
  const place = byId('bars');
  const from = byId('from');
  const to = byId('to');
  const play = byId('play');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let bins = [];
  let film = null;

  // Months, or years when there are many; a bin knows its first and last day.
  function binsOver(first, last) {
    const months = (last - first) / 30;
    const step = months > 72 ? 12 : 1;
    const found = [];
    const at = new Date(first * DAY);
    let month = at.getUTCFullYear() * 12 + (step === 12 ? 0 : at.getUTCMonth());
    for (;;) {
      const start = Date.UTC(Math.floor(month / 12), month % 12) / DAY;
      if (start > last || found.length > 400) return found;
      const next = month + step;
      found.push({start, end: Date.UTC(Math.floor(next / 12), next % 12) / DAY - 1, count: 0});
      month = next;
    }
  }

  function show() {
    const claims = filter.timed().filter((claim) => claim.began !== null);
    const days = data.claims.filter((claim) => claim.began !== null).map((claim) => claim.began).sort((a, b) => a - b);
    byId('timeline').hidden = days.length < 2;
    if (days.length < 2) return;
    // A date of long ago would leave no room for the rest: one claim in a hundred may lie before.
    bins = binsOver(days[Math.floor(days.length / 100)], days.at(-1));
    const width = bins.at(-1).end - bins[0].start || 1;
    for (const claim of claims) {
      const i = bins.findIndex((bin) => claim.began <= bin.end);
      if (i >= 0) bins[i].count += 1;
    }
    const most = Math.max(1, ...bins.map((bin) => bin.count));
    const {state} = filter;
    place.replaceChildren(...bins.map((bin) => {
      const inside = (state.to === null || bin.start <= state.to) && (state.from === null || bin.end >= state.from);
      const height = bin.count ? Math.max(2, 30 * Math.sqrt(bin.count / most)) : 0;
      const x = (1000 * (bin.start - bins[0].start)) / width;
      const bar = drawn('rect', {
        class: inside ? 'bar-in' : 'bar-out', x: x.toFixed(1), y: (32 - height).toFixed(1),
        width: Math.max(1, (1000 * (bin.end - bin.start)) / width - 1.5).toFixed(1), height: height.toFixed(1),
      });
      bar.append(drawn('title', {}, `${readableDate(isoDay(bin.start).slice(0, 7))}: ${plural(bin.count, 'claim')}`));
      return bar;
    }));
    byId('first').textContent = readableDate(isoDay(bins[0].start).slice(0, 7));
    byId('last').textContent = readableDate(isoDay(bins.at(-1).end).slice(0, 7));
    if (document.activeElement !== from) from.value = state.from === null ? '' : isoDay(state.from);
    if (document.activeElement !== to) to.value = state.to === null ? '' : isoDay(state.to);
    play.setAttribute('aria-pressed', String(film !== null));
    play.setAttribute('aria-label', word(film === null ? 'play' : 'pause'));
    play.title = word(film === null ? 'play' : 'pause');
  }

  const dayAt = (event) => {
    const box = place.getBoundingClientRect();
    const share = clamp((event.clientX - box.left) / box.width, 0, 1);
    return Math.round(bins[0].start + share * (bins.at(-1).end - bins[0].start));
  };
  let begun = null;
  place.addEventListener('pointerdown', (event) => {
    if (!bins.length) return;
    stop();
    begun = dayAt(event);
    place.setPointerCapture(event.pointerId);
  });
  place.addEventListener('pointerup', (event) => {
    if (begun === null) return;
    const day = dayAt(event);
    const [first, last] = [Math.min(begun, day), Math.max(begun, day)];
    begun = null;
    // A mere click is the bin under it; a second one on it takes the choice back.
    const bin = bins.find(({end}) => first <= end);
    const range = last - first < 3 ? {from: bin.start, to: bin.end} : {from: first, to: last};
    const same = range.from === filter.state.from && range.to === filter.state.to;
    filter.set(same ? {from: null, to: null} : range);
  });
  for (const [input, key] of [[from, 'from'], [to, 'to']]) {
    input.addEventListener('change', () => { stop(); filter.set({[key]: dayOf(input.value)}); });
  }

  // From the first bin on, each with all before it.
  play.addEventListener('click', () => {
    if (film !== null) { stop(); show(); return; }
    let at = bins.findIndex((bin) => filter.state.to !== null && bin.end > filter.state.to);
    if (at < 0) at = 0;
    film = setInterval(() => {
      filter.set({to: bins[at].end});
      at += 1;
      if (at >= bins.length) { stop(); filter.set({to: null}); }
    }, calm ? 1500 : 600);
    show();
  });
  function stop() {
    clearInterval(film);
    film = null;
  }

  return {show, playing: () => film !== null};
}
