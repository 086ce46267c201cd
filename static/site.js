// What a page can do more where scripts run, in ES5 for old web views: suggestions under the search box,
// what was searched for lately (on this device alone), reading aloud, a sign that work goes on. Without it
// every page works as it is; whatever fails here fails in silence.
(function () {
  'use strict';
  var root = document.documentElement;
  if (/MicroMessenger/i.test(navigator.userAgent)) root.classList.add('wechat');

  function make(tag, attributes, text) {
    var node = set(document.createElement(tag), attributes);
    if (text) node.textContent = text;
    return node;
  }

  function set(node, attributes) {
    for (var name in attributes) node.setAttribute(name, attributes[name]);
    return node;
  }

  // Private windows and full disks refuse.
  function stored(key, value) {
    try {
      if (value === undefined) return JSON.parse(localStorage.getItem(key) || '[]');
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
    } catch (refused) {}
    return [];
  }

  searching();
  reading();
  choosing();
  copying();
  printing();

  function searching() {
    var form = document.querySelector('form[data-suggest]');
    if (!form) return;
    var input = form.elements.q, region = form.elements.region, words = form.dataset;
    var url = words.suggest + '?' + (region ? 'region=' + region.value + '&' : '') + 'q=';
    var cache = {}, cached = 0, at = -1, nth = 0, timer, request;

    function close() {
      clearTimeout(timer);
      nth++;
      show([]);
    }

    function mark(next) {
      var old = list.children[at], now = list.children[next];
      if (old) old.setAttribute('aria-selected', 'false');
      if (now) set(now, { 'aria-selected': 'true' });
      at = now ? next : -1;
      if (now) set(input, { 'aria-activedescendant': now.id });
      else input.removeAttribute('aria-activedescendant');
    }

    function pick(item) {
      if (item.className) {
        stored('searched', null);
        return close();
      }
      input.value = item.firstChild.textContent;
      close();
      leave();
      form.submit();
    }

    function leave() {
      var typed = input.value.trim();
      if (!typed) return;
      var rest = stored('searched').filter(function (one) { return one !== typed; });
      stored('searched', [typed].concat(rest).slice(0, 6));
      root.classList.add('busy');
      try { sessionStorage.setItem('asked', '1'); } catch (refused) {}
    }

    function show(found, areOwn) {
      mark(-1);
      list.textContent = '';
      found.forEach(function (one) { add(one.text, one.note); });
      if (areOwn && found.length) add(words.clear, '', 'clear');
      list.hidden = !found.length;
      set(input, { 'aria-expanded': !list.hidden });
      status.textContent = found.length && !areOwn ? words.told.replace('{0}', found.length) : '';
    }

    function add(text, note, kind) {
      var item = make('li', {
        role: 'option', id: 'suggestion' + list.children.length, 'aria-selected': 'false'
      });
      if (kind) item.className = kind;
      item.appendChild(make('span', {}, text));
      item.appendChild(make('small', {}, note));
      item.onclick = function () { pick(item); };
      list.appendChild(item);
    }

    function own() {
      show(stored('searched').map(function (one) { return { text: one, note: words.own }; }), true);
    }

    function ask() {
      var typed = input.value, mine = ++nth;
      if (request) request.abort();
      if (!typed.trim()) return own();
      if (cache.hasOwnProperty(typed)) return show(cache[typed]);
      request = new XMLHttpRequest();
      request.open('GET', url + encodeURIComponent(typed));
      request.onload = function () {
        // An answer that comes late is of words that are no longer there.
        if (mine !== nth || this.status !== 200) return;
        if (cached++ > 99) cache = {}, cached = 0;
        show(cache[typed] = JSON.parse(this.responseText).suggestions);
      };
      request.send();
    }

    function soon() {
      clearTimeout(timer);
      timer = setTimeout(ask, 100);
    }

    function keyed(event) {
      var key = event.key, count = list.children.length;
      // While it composes, an input method owns these keys; 229 is what old ones send.
      if (event.isComposing || event.keyCode === 229) {
        if (key === 'Enter') event.preventDefault();
        return;
      }
      if (key === 'Tab' || (key === 'Enter' && at < 0)) return close();
      if (!count) return key === 'ArrowDown' ? ask() : 0;
      if (key === 'Escape') close();
      else if (key === 'Enter') pick(list.children[at]);
      else if (key === 'ArrowDown') mark(at + 1);
      else if (key === 'ArrowUp') mark((at < 0 ? count : at) - 1);
      else return;
      event.preventDefault();
    }

    var list = make('ul', {
      'class': 'suggest', id: 'suggestions', role: 'listbox', 'aria-label': words.label
    });
    var status = make('p', { 'class': 'told', role: 'status' });
    list.hidden = true;
    set(input, {
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
      'aria-controls': list.id
    });
    input.parentNode.appendChild(list);
    form.appendChild(status);
    // Pressing must not take the focus from the box, or the list is gone before the tap is done.
    list.onmousedown = function (event) { event.preventDefault(); };
    input.addEventListener('input', soon);
    input.addEventListener('compositionend', soon);
    input.addEventListener('keydown', keyed);
    input.addEventListener('click', function () { if (!input.value) own(); });
    input.addEventListener('blur', close);
    form.addEventListener('submit', leave);
    // Whoever comes back finds the page as it was left, an open list and a pale page included.
    window.addEventListener('pageshow', function () {
      close();
      root.classList.remove('busy');
    });
  }

  // The answer is read out to who cannot see it, once, where it was asked for; and to anybody at a button.
  function reading() {
    var verdict = document.getElementById('v'), button = document.querySelector('.aloud');
    var voice = window.speechSynthesis;
    try {
      if (sessionStorage.getItem('asked')) {
        sessionStorage.removeItem('asked');
        if (verdict) verdict.focus({ preventScroll: true });
      }
    } catch (refused) {}
    if (!button || !voice || !window.SpeechSynthesisUtterance) return;
    var name = button.textContent;

    // Words of publishers are Chinese on every page: each language in its own voice.
    function say(node, lang) {
      if (node.nodeType === 3 && node.textContent.trim()) {
        var utterance = new SpeechSynthesisUtterance(node.textContent);
        utterance.lang = lang;
        utterance.rate = 0.9;
        utterance.onend = function () { if (!voice.pending) button.textContent = name; };
        voice.speak(utterance);
      }
      [].forEach.call(node.childNodes, function (child) { say(child, child.lang || lang); });
    }

    button.classList.add('can');
    button.onclick = function () {
      var isOver = voice.speaking;
      voice.cancel();
      button.textContent = isOver ? name : button.dataset.stop;
      if (isOver) return;
      [].forEach.call(document.querySelectorAll('h1, .band h2, .said > .lead, .said > .scope, ' +
        '.said > .reason, .said > .note, .said > .steps, .alike > p:first-child, .said > .big'
      ), function (one) { say(one, one.lang || root.lang); });
    };
    window.addEventListener('pagehide', function () { voice.cancel(); });
  }

  // Where copying is refused, it is selected.
  function copying() {
    [].forEach.call(document.querySelectorAll('[data-copy]'), function (text) {
      var words = text.dataset, line = make('p', { 'class': 'copy', role: 'status' });
      var button = make('button', { 'class': 'quiet', type: 'button' }, words.copy);
      button.onclick = function () {
        getSelection().selectAllChildren(text);
        button.textContent = document.execCommand('copy') ? words.copied : words.failed;
      };
      line.appendChild(button);
      text.parentNode.insertBefore(line, text.nextSibling);
    });
  }

  // Choices that lie over the page: Escape, and leaving them, closes them, so that nothing that has the
  // focus is hidden below; whoever comes back finds the rows.
  function choosing() {
    var over = document.querySelector('.over');
    if (!over) return;
    function isOver() { return over.open && getComputedStyle(over).position === 'fixed'; }
    document.addEventListener('keydown', function (event) {
      if (event.key !== 'Escape' || !isOver()) return;
      over.open = false;
      over.firstElementChild.focus();
    });
    document.addEventListener('focusin', function (event) {
      if (isOver() && !over.contains(event.target)) over.open = false;
    });
    window.addEventListener('pageshow', function () { if (isOver()) over.open = false; });
  }

  // A button where a button can print; inside WeChat none can.
  function printing() {
    var button = document.querySelector('button.print');
    if (!button || !window.print || root.className.indexOf('wechat') >= 0) return;
    button.hidden = false;
    button.onclick = function () { window.print(); };
  }
})();
