'use strict';
// Draws the figures of a report. Each figure is an element of class "figure" that holds a still picture
// and data as JSON; what is drawn replaces the still picture on the screen, not in print.
(() => {
  const root = document.documentElement;
  const THEME = 'otium-theme';
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const redrawn = [];

  // ---- Theme

  function remembered() {
    try {
      return localStorage.getItem(THEME);
    } catch {
      return null; // pages opened from a file may have no storage
    }
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark.matches;
  }

  if (['dark', 'light'].includes(remembered())) root.dataset.theme = remembered();

  function themeButton() {
    const button = element('button', 'theme', '');
    const say = () => {
      button.textContent = isDark() ? '☀' : '☾';
      button.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
      button.title = button.getAttribute('aria-label');
    };
    button.addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      try {
        localStorage.setItem(THEME, root.dataset.theme);
      } catch {
        // the choice then lasts as long as the page
      }
      say();
      redrawn.forEach((draw) => draw());
    });
    prefersDark.addEventListener('change', () => {
      say();
      redrawn.forEach((draw) => draw());
    });
    say();
    document.body.prepend(button);
  }

  // ---- Small things

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    if (tag === 'button') made.type = 'button';
    return made;
  }

  function colour(name) {
    return getComputedStyle(root).getPropertyValue('--' + name).trim();
  }

  function value(number) {
    if (number === null || !Number.isFinite(number)) return '—';
    if (number === 0) return '0';
    const size = Math.abs(number);
    if (size >= 1e6 || size < 1e-3) return number.toExponential(2).replace('e+', 'e');
    return String(Number(number.toPrecision(4)));
  }

  function percent(share) {
    const rounded = Math.round(100 * share);
    return share > 0 && rounded === 0 ? '<1 %' : rounded + ' %';
  }

  async function inflate(base64) {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).arrayBuffer();
  }

  async function whole(base64) {
    const view = new DataView(await inflate(base64));
    const numbers = new Uint16Array(view.byteLength / 2);
    for (let i = 0; i < numbers.length; i++) numbers[i] = view.getUint16(2 * i, true);
    return numbers;
  }

  async function positions(base64, low, high) {
    const d = low.length;
    return Float32Array.from(await whole(base64), (n, i) => {
      return low[i % d] + (n / 65535) * (high[i % d] - low[i % d]);
    });
  }

  /** Runs a library that the page holds compressed; the page's policy knows its checksum. */
  async function load(id) {
    const packed = document.getElementById(id);
    if (!packed) return;
    const program = element('script');
    program.textContent = new TextDecoder().decode(await inflate(packed.textContent));
    packed.remove();
    document.head.append(program);
  }

  function hasSpace() {
    try {
      const canvas = document.createElement('canvas');
      return Boolean(canvas.getContext('webgl2') || canvas.getContext('webgl'));
    } catch {
      return false;
    }
  }

  // ---- Parts of figures

  /** A chart in a box; its option is asked for again when the colours change. */
  function chartIn(host, className, label, option, size = {}) {
    const box = element('div', 'chart ' + className);
    Object.assign(box.style, size);
    box.setAttribute('role', 'img');
    box.setAttribute('aria-label', label);
    host.append(box);
    const chart = echarts.init(box, null, { renderer: 'canvas' });
    const draw = () => chart.setOption(option(chart), { notMerge: true });
    draw();
    redrawn.push(draw);
    let width = box.clientWidth;
    new ResizeObserver(() => {
      if (box.clientWidth === 0) return; // hidden, as in print
      chart.resize();
      if (box.clientWidth !== width) {
        width = box.clientWidth;
        draw();
      }
    }).observe(box);
    return { box, chart, draw };
  }

  /** Moves along steps: a slider, a button that plays, and keys. */
  function player(figure, steps, show) {
    const bar = element('div', 'player');
    const play = element('button', 'play', '▶');
    const slider = element('input');
    const told = element('output');
    const last = steps.length - 1;
    const keys = new AbortController();
    let at = 0;
    let started = null;
    Object.assign(slider, { type: 'range', min: 0, max: last, step: 1, value: 0 });
    slider.setAttribute('aria-label', 'Step');
    play.setAttribute('aria-label', 'Play');

    function seek(position) {
      at = Math.min(Math.max(position, 0), last);
      const step = steps[Math.round(at)];
      slider.value = Math.round(at);
      slider.setAttribute('aria-valuetext', 'step ' + step);
      told.textContent = 'step ' + step + ' of ' + steps[last];
      show(at);
    }

    function stop() {
      started = null;
      play.textContent = '▶';
      play.setAttribute('aria-label', 'Play');
    }

    function frame(now) {
      if (started === null) return;
      if (started.time === 0) started.time = now;
      const seconds = (now - started.time) / 1000;
      // The whole flow takes from three to eight seconds.
      const pace = last / Math.min(Math.max(last / 8, 3), 8);
      seek(started.at + seconds * pace);
      if (at >= last) stop();
      else requestAnimationFrame(frame);
    }

    function toggle() {
      if (started !== null) {
        stop();
        seek(Math.round(at));
        return;
      }
      started = { at: at >= last ? 0 : at, time: 0 };
      play.textContent = '❚❚';
      play.setAttribute('aria-label', 'Pause');
      requestAnimationFrame(frame);
    }

    play.addEventListener('click', toggle);
    slider.addEventListener('input', () => {
      stop();
      seek(Number(slider.value));
    });
    figure.addEventListener('keydown', (event) => {
      const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === ' ' && !['BUTTON', 'SUMMARY'].includes(event.target.tagName)) {
        event.preventDefault();
        toggle();
      } else if (event.key in moves && event.target !== slider) {
        event.preventDefault();
        stop();
        seek(Math.round(at) + moves[event.key]);
      }
    }, { signal: keys.signal });
    bar.append(play, slider, told);
    figure.tabIndex = -1;
    const remove = () => {
      keys.abort();
      bar.remove();
    };
    return { bar, seek, last, steps, remove };
  }

  /** One slider for figures side by side, each of which moves along its own steps. */
  function linked(group, players) {
    const most = players.reduce((a, b) => (b.last > a.last ? b : a));
    const all = player(group, most.steps, (at) => {
      players.forEach((one) => one.seek(most.last === 0 ? 0 : (at / most.last) * one.last));
    });
    players.forEach((one) => one.remove());
    group.before(all.bar);
    group.tabIndex = 0;
    all.seek(0);
  }

  /** Names with their colours; each can be switched off. */
  function legend(host, names, colours, toggle) {
    const list = element('div', 'legend');
    names.forEach((name, i) => {
      const button = element('button');
      const dot = element('span', 'dot');
      dot.style.background = colours[i];
      button.append(dot, name);
      button.setAttribute('aria-pressed', 'true');
      button.addEventListener('click', () => {
        const on = button.getAttribute('aria-pressed') !== 'true';
        button.setAttribute('aria-pressed', String(on));
        toggle(i, on);
      });
      list.append(button);
    });
    host.append(list);
    return list;
  }

  function tools(host) {
    const bar = element('div', 'tools');
    host.append(bar);
    return (text, label, act) => {
      const button = element('button', '', text);
      button.setAttribute('aria-label', label);
      button.title = label;
      button.addEventListener('click', () => act(button));
      bar.append(button);
      return button;
    };
  }

  /** Buttons that zoom all axes of a chart about the middle of what is seen. */
  function zoomTools(tool, drawn, axes) {
    const zoom = (factor) => {
      const now = drawn.chart.getOption().dataZoom;
      for (let i = 0; i < axes; i++) {
        const middle = (now[i].start + now[i].end) / 2;
        const half = Math.min(50, (factor * (now[i].end - now[i].start)) / 2);
        const start = Math.min(Math.max(middle - half, 0), 100 - 2 * half);
        drawn.chart.dispatchAction({
          type: 'dataZoom',
          dataZoomIndex: i,
          start: factor === 0 ? 0 : start,
          end: factor === 0 ? 100 : start + 2 * half,
        });
      }
    };
    tool('+', 'Zoom in', () => zoom(0.6));
    tool('−', 'Zoom out', () => zoom(1 / 0.6));
    tool('⤢', 'Show all', () => zoom(0));
  }

  /** The wheel zooms with Ctrl alone, so that a page still scrolls over its figures. */
  function wheel(axis, now) {
    return {
      type: 'inside',
      [axis]: 0,
      filterMode: 'none',
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseWheel: false,
      moveOnMouseMove: 'shift',
      preventDefaultMouseMove: false,
      start: now ? now.start : 0,
      end: now ? now.end : 100,
    };
  }

  function axisStyle() {
    return {
      axisLine: { lineStyle: { color: colour('rule') } },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colour('rule') } },
      axisLabel: { color: colour('quiet'), formatter: value, hideOverlap: true },
      nameTextStyle: { color: colour('quiet') },
    };
  }

  function basics() {
    return {
      animation: false,
      backgroundColor: 'transparent',
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: colour('ink') },
    };
  }

  function tooltip(more) {
    return {
      // Text on the canvas: names from data never become markup.
      renderMode: 'richText',
      confine: true,
      backgroundColor: colour('card'),
      borderColor: colour('rule'),
      textStyle: { color: colour('ink'), fontSize: 13 },
      ...more,
    };
  }

  // ---- Kinds of figures

  function curves(figure, host, d, series, names, colours, canBeLogarithmic) {
    let logarithmic = Boolean(d.logarithmic);
    const hidden = new Set();
    const tool = tools(host);
    const option = (chart) => {
      const now = chart.getOption() ? chart.getOption().dataZoom : null;
      return {
        ...basics(),
        grid: { left: 8, right: 16, top: 16, bottom: 28, containLabel: true },
        tooltip: tooltip({
          trigger: 'axis',
          axisPointer: { lineStyle: { color: colour('quiet') } },
          formatter: (items) => {
            const rows = items.map((item) => (names.length > 1 ? item.seriesName + ': ' : '') + value(item.value[1]));
            return d.x + ' ' + value(items[0].value[0]) + '\n' + rows.join('\n');
          },
        }),
        legend: { show: false, selected: Object.fromEntries(names.map((n, i) => [n, !hidden.has(i)])) },
        dataZoom: [wheel('xAxisIndex', now ? now[0] : null)],
        xAxis: {
          type: 'value',
          min: 'dataMin',
          max: 'dataMax',
          name: d.x,
          nameLocation: 'end',
          nameGap: 0,
          ...axisStyle(),
          axisLine: { onZero: false, lineStyle: { color: colour('rule') } },
          nameTextStyle: { color: colour('quiet'), verticalAlign: 'top', align: 'right', padding: [26, 0, 0, 0] },
        },
        yAxis: { type: logarithmic ? 'log' : 'value', scale: !d.stacked, ...axisStyle() },
        series: series(),
      };
    };
    const drawn = chartIn(host, 'wide', d.title, option);
    if (canBeLogarithmic) {
      const button = tool('log', 'Logarithmic scale', () => {
        logarithmic = !logarithmic;
        button.setAttribute('aria-pressed', String(logarithmic));
        drawn.draw();
      });
      button.setAttribute('aria-pressed', String(logarithmic));
    }
    zoomTools(tool, drawn, 1);
    if (names.length > 1) {
      legend(host, names, colours(), (i, on) => {
        if (on) hidden.delete(i);
        else hidden.add(i);
        drawn.chart.dispatchAction({ type: 'legendToggleSelect', name: names[i] });
      });
    }
    return drawn;
  }

  function line(figure, host, d) {
    const colours = () => (d.lines.length === 1 ? [colour('accent')] : d.lines.map((one) => one.colour));
    const names = d.lines.map((one) => one.name);
    const positive = d.lines.every((one) => one.points.every((p) => p[1] > 0));
    // Bars bear the name of their curve, so that the legend hides both.
    const bars = () =>
      d.lines.flatMap((one, i) =>
        (one.reaches || []).map((r) => ({
          type: 'line',
          name: one.name,
          data: [[r[0], r[1]], [r[0], r[2]]],
          silent: true,
          showSymbol: false,
          tooltip: { show: false },
          lineStyle: { width: 1.5, color: colours()[i], opacity: 0.7 },
          itemStyle: { color: colours()[i] },
        })),
      );
    const curvesOf = () =>
      d.lines.map((one, i) => ({
        type: 'line',
        name: one.name,
        data: one.points,
        showSymbol: one.points.length === 1 || Boolean(one.reaches),
        symbolSize: 8,
        lineStyle: { width: 2.5, color: colours()[i] },
        itemStyle: { color: colours()[i] },
      }));
    const series = () => [...curvesOf(), ...bars()];
    curves(figure, host, d, series, names, colours, positive);
  }

  function area(figure, host, d) {
    d.stacked = true;
    const names = d.bands.map((band) => band.name);
    const series = () =>
      d.bands.map((band) => ({
        type: 'line',
        name: band.name,
        stack: 'all',
        data: band.heights.map((h, i) => [d.at[i], h]),
        showSymbol: false,
        lineStyle: { width: 0 },
        areaStyle: { color: band.colour, opacity: 0.85 },
        itemStyle: { color: band.colour },
      }));
    curves(figure, host, d, series, names, () => d.bands.map((band) => band.colour), false);
  }

  /** What scatter plots of the plane and of space share: clouds of particles by class. */
  async function clouds(d) {
    const n = d.count;
    const dim = d.low.length;
    const points = await positions(d.points, d.low, d.high);
    const labels = await whole(d.labels);
    const target = d.target ? await positions(d.target, d.low, d.high) : new Float32Array();
    const targetLabels = d.targetLabels ? await whole(d.targetLabels) : new Uint16Array();
    const byClass = (count, label, point) => {
      const groups = d.classes.map(() => []);
      for (let i = 0; i < count; i++) groups[label(i)].push(point(i));
      return groups;
    };
    const row = (values, i) => Array.from(values.subarray(i * dim, (i + 1) * dim));
    return {
      target: byClass(targetLabels.length, (i) => targetLabels[i], (i) => row(target, i)),
      source: byClass(n, (i) => labels[i], (i) => row(points, i)),
      /** Particles between two recorded steps lie on the line between them. */
      at(position) {
        const f = Math.floor(position);
        const g = Math.min(f + 1, d.steps.length - 1);
        const t = position - f;
        const near = Math.round(position);
        return byClass(n, (i) => labels[near * n + i], (i) => {
          const point = [];
          for (let j = 0; j < dim; j++) {
            const from = points[(f * n + i) * dim + j];
            point.push(from + t * (points[(g * n + i) * dim + j] - from));
          }
          return point;
        });
      },
    };
  }

  function scatter(figure, host, d, data, spatial) {
    const hidden = new Set();
    const behind = { target: true, start: d.steps.length > 1 };
    const size = Math.min(9, Math.max(3.5, 120 / Math.sqrt(d.count + 1))) * (spatial ? 0.8 : 1);
    let position = 0;
    const type = spatial ? 'scatter3D' : 'scatter';
    const pale = (id, name, rows, c, opacity, shown) => ({
      type,
      id: id + c,
      name,
      data: shown ? rows : [],
      silent: true,
      symbolSize: spatial ? size * 0.8 : size,
      itemStyle: { color: id === 'start' ? colour('quiet') : d.colours[c], opacity },
      z: 1,
    });
    const series = () => {
      const moving = data.at(position);
      const list = [];
      d.classes.forEach((name, c) => {
        if (data.target[c].length) list.push(pale('target', name, data.target[c], c, 0.22, behind.target));
        if (data.source[c].length) list.push(pale('start', name, data.source[c], c, 0.16, behind.start));
      });
      d.classes.forEach((name, c) => {
        list.push({
          type,
          id: 'class' + c,
          name,
          data: moving[c],
          symbolSize: size,
          itemStyle: { color: d.colours[c], opacity: 0.9 },
          z: 3,
        });
      });
      return list;
    };
    const common = () => ({
      ...basics(),
      legend: { show: false, data: d.classes, selected: Object.fromEntries(d.classes.map((n, i) => [n, !hidden.has(i)])) },
      tooltip: tooltip({ formatter: (item) => item.seriesName + '\n' + item.value.map(value).join(', ') }),
    });
    const plane = (chart) => {
      const now = chart.getOption() ? chart.getOption().dataZoom : null;
      const axis = (j) => ({ type: 'value', min: d.low[j], max: d.high[j], ...axisStyle(), axisLabel: { ...axisStyle().axisLabel, showMinLabel: false, showMaxLabel: false } });
      return {
        ...common(),
        grid: { left: 34, right: 34, top: 34, bottom: 34 },
        xAxis: axis(0),
        yAxis: axis(1),
        dataZoom: [wheel('xAxisIndex', now ? now[0] : null), wheel('yAxisIndex', now ? now[1] : null)],
        series: series(),
      };
    };
    const view = { alpha: 22, beta: 35 };
    const space = (chart) => {
      const control = chart.getOption() ? chart.getOption().grid3D[0].viewControl : view;
      const axis = (j) => ({
        type: 'value',
        min: d.low[j],
        max: d.high[j],
        name: '',
        axisLine: { lineStyle: { color: colour('quiet'), width: 1 } },
        // The cube's ends are no round numbers; without room around them the library clips labels.
        axisLabel: { color: colour('quiet'), formatter: (v) => (v === d.low[j] || v === d.high[j] ? '' : value(v)), fontSize: 12, lineHeight: 24, padding: [8, 2, 2, 2] },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: colour('rule'), width: 1 } },
        axisPointer: { show: false },
      });
      return {
        ...common(),
        xAxis3D: axis(0),
        yAxis3D: axis(1),
        zAxis3D: axis(2),
        grid3D: {
          boxWidth: 100,
          boxHeight: 100,
          boxDepth: 100,
          environment: 'none',
          splitArea: { show: false },
          viewControl: { projection: 'perspective', distance: 225, center: [0, -10, 0], alpha: control.alpha, beta: control.beta, zoomSensitivity: 0, panSensitivity: 0 },
        },
        series: series(),
      };
    };
    const tool = tools(host);
    const drawn = chartIn(host, 'square', d.title, spatial ? space : plane);
    drawn.box.tabIndex = 0;
    const moved = () => drawn.chart.setOption({ series: series() });
    if (spatial) {
      const turn = (name, by) => {
        const control = drawn.chart.getOption().grid3D[0].viewControl;
        drawn.chart.setOption({ grid3D: { viewControl: { [name]: control[name] + by } } });
      };
      tool('⟲', 'Turn to the left', () => turn('beta', -15));
      tool('⟳', 'Turn to the right', () => turn('beta', 15));
      tool('↑', 'Look from above', () => turn('alpha', 15));
      tool('↓', 'Look from below', () => turn('alpha', -15));
    } else {
      zoomTools(tool, drawn, 2);
    }
    for (const [name, text] of [['target', 'target'], ['start', 'start']]) {
      if (name === 'target' ? !d.target : d.steps.length < 2) continue;
      const button = tool(text, 'Show the ' + text + ', pale', () => {
        behind[name] = !behind[name];
        button.setAttribute('aria-pressed', String(behind[name]));
        moved();
      });
      button.setAttribute('aria-pressed', 'true');
    }
    legend(host, d.classes, d.colours, (i, on) => {
      if (on) hidden.delete(i);
      else hidden.add(i);
      drawn.chart.dispatchAction({ type: on ? 'legendSelect' : 'legendUnSelect', name: d.classes[i] });
    });
    return steps(figure, host, d, (at) => {
      position = at;
      moved();
    });
  }

  /** The scrubber of a figure that has more than one step; it starts at the first. */
  function steps(figure, host, d, show) {
    if (d.steps.length < 2) return null;
    const made = player(figure, d.steps, show);
    host.append(made.bar);
    made.seek(0);
    return made;
  }

  function scatter3d(figure, host, d, data) {
    if (!data) {
      host.append(element('p', 'note missing', 'This browser draws nothing in three dimensions (WebGL is missing), so these are still pictures.'));
      figure.classList.add('keep');
      return null;
    }
    return scatter(figure, host, d, data, true);
  }

  /** The pictures of a figure, decoded. */
  function sheetsOf(d) {
    return Promise.all(
      d.pictures.map(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
      }));
  }

  function images(figure, host, d, sheets) {
    const frame = element('div', 'sheet');
    const names = element('div', 'names');
    const notes = element('div', 'names');
    d.rows.forEach((name, i) => {
      const one = element('span', '', name);
      one.title = name;
      names.append(one);
      notes.append(element('span', '', d.notes[i]));
    });
    const canvas = element('canvas');
    // Samples lie side by side in a picture; a pixel is left between them on the page.
    const across = d.width + 1;
    const down = d.height + 1;
    canvas.width = d.columns * across - 1;
    canvas.height = d.rows.length * down - 1;
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', d.title);
    const most = Math.max(1, Math.min(6, Math.floor(720 / canvas.width), Math.floor(90 / d.height)));
    canvas.style.width = canvas.width * most + 'px';
    canvas.style.aspectRatio = canvas.width + ' / ' + canvas.height;
    frame.append(names, canvas);
    if (d.notes.some((note) => note)) frame.append(notes);
    host.append(frame);
    const paint = canvas.getContext('2d');
    const show = (index) => {
      paint.clearRect(0, 0, canvas.width, canvas.height);
      for (let r = 0; r < d.rows.length; r++) {
        for (let c = 0; c < d.lengths[r]; c++) {
          paint.drawImage(sheets[index], c * d.width, r * d.height, d.width, d.height, c * across, r * down, d.width, d.height);
        }
      }
      canvas.dataset.index = index;
    };
    show(0);
    return steps(figure, host, d, (at) => show(Math.round(at)));
  }

  const pen = document.createElement('canvas').getContext('2d');

  function across(text) {
    pen.font = '12px ' + getComputedStyle(document.body).fontFamily;
    return pen.measureText(text).width;
  }

  /** A name on several lines where it is wide, broken after spaces and hyphens alone. */
  function wrapped(name, room) {
    const lines = [''];
    for (const part of name.split(/(?<=[\s_\/-])/)) {
      const last = lines.length - 1;
      if (lines[last] !== '' && across((lines[last] + part).trim()) > room) lines.push(part);
      else lines[last] += part;
    }
    return lines.map((text) => text.trim());
  }

  function heatmap(figure, host, d) {
    const MOST_WIDE = 220;
    const wide = (name) => Math.min(MOST_WIDE, across(name));
    const names = Math.max(...d.rows.map(across));
    const widest = Math.max(...d.columns.map(wide));
    const roomIn = (width) => (width - Math.min(names, 260, width / 3) - 44) / d.columns.length - 8;
    const fits = (room) => d.columns.every((name) => wrapped(name, room).every((text) => across(text) <= room));
    const read = (v) => (v === null ? '—' : d.shares ? percent(v) : value(v));
    const cells = [];
    d.values.forEach((row, r) => row.forEach((v, c) => cells.push([c, r, v])));
    const exact = (v) => (d.shares ? (v >= 0.005 ? percent(v) : '') : value(v));
    const brief = (v) => (d.shares || v === 0 ? exact(v) : v.toPrecision(Math.abs(v) >= 100 ? 3 : 2));
    const longest = (written) => Math.max(0, ...cells.filter((cell) => cell[2] !== null).map((cell) => across(written(cell[2]))));
    const texts = [[exact, longest(exact)], [brief, longest(brief)]];
    /** How numbers are written in cells of a width: in full, in two or three digits, or not at all. */
    const textIn = (room) => (room < 20 ? undefined : texts.find(([, long]) => long <= room + 2)?.[0]);
    const option = (chart) => {
      const room = roomIn(chart.getWidth());
      const text = textIn(room);
      const heat = colour('heat');
      const isUpright = fits(room);
      const span = d.high > d.low ? d.high - d.low : 1;
      return {
        ...basics(),
        grid: { left: 24, right: 8, top: 8, bottom: 8, containLabel: true },
        tooltip: tooltip({
          formatter: (item) => d.rows[item.value[1]] + ' → ' + d.columns[item.value[0]] + '\n' + read(d.values[item.value[1]][item.value[0]]),
        }),
        xAxis: {
          type: 'category',
          data: d.columns,
          position: 'top',
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: colour('quiet'), lineHeight: 15, ...(isUpright ? { formatter: (name) => wrapped(name, room).join('\n') } : { rotate: 60, width: Math.ceil(widest) + 1, overflow: 'truncate' }), interval: d.columns.length > 30 ? 'auto' : 0 },
        },
        yAxis: {
          type: 'category',
          data: d.rows,
          inverse: true,
          axisLine: { show: false },
          axisTick: { show: false },
          axisLabel: { color: colour('quiet'), width: Math.min(Math.ceil(names) + 1, 260, chart.getWidth() / 3), overflow: 'break', lineHeight: 15 },
        },
        visualMap: {
          show: false,
          min: d.low,
          max: d.high > d.low ? d.high : d.low + 1,
          inRange: { color: ['rgba(' + heat + ', 0.03)', 'rgba(' + heat + ', 0.93)'] },
        },
        series: {
          type: 'heatmap',
          data: cells.map((cell) => ({
            value: cell[2] === null ? [cell[0], cell[1], '-'] : cell,
            label: { color: (cell[2] - d.low) / span > 0.6 ? colour('on-heat') : colour('ink') },
          })),
          label: {
            show: text !== undefined,
            formatter: (item) => {
              const v = d.values[item.value[1]][item.value[0]];
              return v === null || !text ? '' : text(v);
            },
            fontSize: 12,
          },
          itemStyle: { borderColor: colour('paper'), borderWidth: d.columns.length > 30 ? 0 : 2 },
          emphasis: { itemStyle: { borderColor: colour('ink'), borderWidth: 1 } },
        },
      };
    };
    const room = roomIn(Math.min(host.clientWidth, d.columns.length * 110 + 160));
    const lines = Math.max(...d.columns.map((name) => wrapped(name, room).length));
    const head = fits(room) ? lines * 15 : widest * 0.87;
    chartIn(host, 'table', d.title, option, {
      height: Math.min(Math.max(d.rows.length * 34, 130), 900) + 54 + head + 'px',
      maxWidth: d.columns.length * 110 + 160 + 'px',
    });
    const whole = element('details');
    whole.append(element('summary', '', 'As a table'));
    whole.append(figure.querySelector('.still').firstElementChild.cloneNode(true));
    host.append(whole);
  }

  function ternary(figure, host, d) {
    const height = Math.sqrt(3) / 2;
    const place = (w) => [w[1] + w[2] / 2, w[2] * height];
    const rules = [];
    for (let k = 0; k < 5; k++) {
      const t = k / 5;
      rules.push([[t, 1 - t, 0], [t, 0, 1 - t]], [[1 - t, t, 0], [0, t, 1 - t]], [[1 - t, 0, t], [0, 1 - t, t]]);
    }
    const ends = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
    const option = (chart) => ({
      ...basics(),
      grid: { left: 24, right: 24, top: 40, bottom: 24 },
      xAxis: { show: false, type: 'value', min: 0, max: 1 },
      yAxis: { show: false, type: 'value', min: -0.07, max: 0.93 },
      tooltip: tooltip({
        formatter: (item) => item.data.weights.map((w, i) => d.corners[i] + ': ' + percent(w)).join('\n') + '\n' + d.valueName + ': ' + value(item.value[2]),
      }),
      visualMap: {
        seriesIndex: 0,
        dimension: 2,
        min: d.low,
        max: d.high > d.low ? d.high : d.low + 1,
        right: 0,
        top: 0,
        itemHeight: 90,
        itemWidth: 12,
        text: [value(d.high), value(d.low)],
        textStyle: { color: colour('quiet') },
        inRange: { color: isDark() ? ['#21364f', '#3f74b5', '#f3d37a'] : ['#e8eef7', '#5b8fd0', '#123a6b'] },
      },
      series: [
        {
          type: 'scatter',
          symbolSize: Math.max(8, Math.min(34, (0.5 * chart.getWidth()) / Math.sqrt(2 * d.points.length))),
          data: d.points.map((p) => ({ value: [...place(p.weights), p.value], weights: p.weights })),
          z: 3,
        },
        {
          type: 'scatter',
          silent: true,
          symbolSize: 0,
          data: ends.map((w, i) => ({
            value: place(w),
            label: { show: true, position: i === 2 ? 'top' : 'bottom', distance: 20, align: ['left', 'right', 'center'][i], formatter: () => d.corners[i], color: colour('ink'), width: 140, overflow: 'truncate' },
          })),
        },
        ...(d.marked
          ? [
              {
                type: 'scatter',
                symbolSize: 16,
                data: [{ value: [...place(d.marked), 0], weights: d.marked }],
                itemStyle: { color: 'transparent', borderColor: colour('warn-ink'), borderWidth: 3 },
                label: { show: true, position: 'right', formatter: () => 'â', color: colour('ink'), fontSize: 14 },
                tooltip: { formatter: () => 'â\n' + d.marked.map((w, i) => d.corners[i] + ': ' + percent(w)).join('\n') },
                z: 5,
              },
            ]
          : []),
        ...rules.map((rule, i) => ({
          type: 'line',
          silent: true,
          showSymbol: false,
          data: rule.map(place),
          lineStyle: { color: colour(i < 3 ? 'quiet' : 'rule'), width: 1 },
          z: 1,
        })),
      ],
    });
    chartIn(host, 'square', d.title, option);
  }

  const KINDS = { line, area, scatter, scatter3d, images, heatmap, ternary };

  /** What takes a while: it is made while the still picture stands. */
  const PREPARED = {
    scatter: clouds,
    scatter3d: (d) => (hasSpace() ? clouds(d) : null),
    images: sheetsOf,
  };

  async function draw(figure) {
    const data = JSON.parse(figure.querySelector('script').textContent);
    const prepared = PREPARED[data.kind] ? await PREPARED[data.kind](data) : null;
    const host = element('div', 'live');
    figure.prepend(host);
    try {
      // Charts measure the room they have, so the still picture goes first.
      figure.classList.add('drawn');
      return KINDS[data.kind](figure, host, data, prepared) || null;
    } catch (failure) {
      figure.classList.remove('drawn');
      host.remove();
      throw failure;
    }
  }

  document.addEventListener('DOMContentLoaded', async () => {
    themeButton();
    const figures = [...document.querySelectorAll('.figure')];
    if (figures.length > 0 && typeof DecompressionStream === 'function') {
      await load('echarts');
      await load('echarts-gl');
      const made = new Map();
      // One that is slow, or that fails, keeps no other waiting.
      const ends = await Promise.allSettled(figures.map(async (figure) => made.set(figure, await draw(figure))));
      for (const group of document.querySelectorAll('.multiples')) {
        const players = [...group.querySelectorAll('.figure')].map((figure) => made.get(figure)).filter(Boolean);
        if (players.length > 1) linked(group, players);
      }
      ends.filter((end) => end.status === 'rejected').forEach((end) => reportError(end.reason));
    }
    root.dataset.ready = 'true';
  });
})();
