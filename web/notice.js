'use strict';

// The loading screen, and the sentences that the page says when it cannot draw: both languages, plain words, a way on.

const NOTICES = {
  loading: {
    en: 'Customer segments and funnels, from a file that never leaves this browser.',
    zh: '从一份不离开本机的文件得到客户分层与转化漏斗。',
  },
  noWebAssembly: {
    en: 'Sluice needs WebAssembly, which this browser does not have or has switched off. ' +
      'Please use a current Chrome, Edge, Firefox or Safari.',
    zh: 'Sluice 需要 WebAssembly，而此浏览器不支持或已将其关闭。请使用新版 Chrome、Edge、Firefox 或 Safari。',
  },
  noWebGl: {
    en: 'Sluice draws with WebGL 2, which this browser does not offer. Please switch on hardware acceleration in ' +
      'the browser’s settings, or use another browser.',
    zh: 'Sluice 使用 WebGL 2 绘制界面，而此浏览器未提供。请在浏览器设置中开启硬件加速，或改用其他浏览器。',
  },
  notLoaded: {
    en: 'A part of the page could not be loaded. Please check the connection and reload.',
    zh: '页面的一部分未能加载。请检查网络连接后重新加载。',
  },
  contextLost: {
    en: 'The graphics card has dropped the page’s picture. It comes back by itself; if it does not, reload the page.',
    zh: '显卡丢弃了页面的画面，通常会自动恢复；如果没有，请重新加载页面。',
  },
  defect: {
    en: 'Something went wrong in the page itself. Your files are untouched; reload the page to go on.',
    zh: '页面自身发生错误。您的文件未受影响，重新加载页面即可继续。',
  },
  reload: { en: 'Reload', zh: '重新加载' },
};

const STORAGE_PREFIX = 'sluice.';

class Notice {
  constructor() {
    this.element = /** @type {HTMLElement} */ (document.getElementById('notice'));
    this.text = /** @type {HTMLElement} */ (document.getElementById('notice-text'));
    this.button = /** @type {HTMLButtonElement} */ (document.getElementById('notice-reload'));
    this.button.addEventListener('click', () => location.reload());
    this.final = false;
    this.language = (Notice.remembered('language') || navigator.language).startsWith('zh') ? 'zh' : 'en';
    const theme = Notice.remembered('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.style.colorScheme = theme;
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
    this.say('loading');
  }

  /** What the user once chose (src/app/preferences.cpp), before the application can say it. @param {string} key */
  static remembered(key) {
    try {
      return localStorage.getItem(STORAGE_PREFIX + key) ?? '';
    } catch {
      return ''; // this browser forbids it
    }
  }

  /** @param {keyof typeof NOTICES} name */
  say(name) {
    this.text.textContent = NOTICES[name][this.language];
  }

  /** The application has drawn; the canvas speaks for itself. */
  hide() {
    this.element.hidden = !this.final;
  }

  /**
   * Covers the page with a sentence and a button; nothing but a reload follows.
   * @param {keyof typeof NOTICES} name
   */
  trouble(name) {
    if (this.final) return;
    this.final = name !== 'contextLost';
    this.say(name);
    this.button.textContent = NOTICES.reload[this.language];
    this.button.hidden = false;
    this.element.dataset.trouble = name;
    this.element.setAttribute('role', 'alert');
    this.element.hidden = false;
  }

  /** The graphics came back. */
  recover() {
    if (this.element.dataset.trouble === 'contextLost') this.element.hidden = true;
  }
}
