/* What axe leaves open about contrast, decided: the least contrast of a text with any colour that may lie behind it.
   A gradient lies between its stops, and so does the contrast. Null where a picture or a veil keeps us from knowing. */
window.leastContrast = (() => {
  const WHITE = [255, 255, 255, 1];
  const parsed = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return [red, green, blue, alpha];
  };
  const over = (top, below) => [0, 1, 2].map((part) => top[part] * top[3] + below[part] * (1 - top[3])).concat(1);
  const linear = (part) => (part <= 10.3 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  const isVeiled = (element) => element && (getComputedStyle(element).opacity !== "1" || isVeiled(element.parentElement));

  // The arrow of a select is a picture beside its words, not behind them.
  const hidesGround = (element, image) => image.includes("url(") && element.localName !== "select";

  const grounds = (element) => {
    if (!element) return [WHITE];
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    if (hidesGround(element, backgroundImage)) throw new Error("a picture");
    const own = parsed(backgroundColor);
    const below = own[3] === 1 ? [own] : grounds(element.parentElement).map((each) => over(own, each));
    const stops = (backgroundImage.match(/rgba?\([^)]*\)/g) || []).map(parsed);
    return below.concat(stops.flatMap((stop) => below.map((each) => over(stop, each))));
  };

  const shapesBehind = (text) => {
    text.scrollIntoView({ block: "center", inline: "center" });
    const { left, top, width, height } = text.getBoundingClientRect();
    return document.elementsFromPoint(left + width / 2, top + height / 2)
      .filter((each) => each instanceof SVGGeometryElement && getComputedStyle(each).fill !== "none")
      .map((each) => parsed(getComputedStyle(each).fill));
  };

  return (element) => {
    if (isVeiled(element)) return null;
    const isDrawn = element instanceof SVGElement;
    const ink = parsed(getComputedStyle(element)[isDrawn ? "fill" : "color"]);
    try {
      const behind = grounds(isDrawn ? element.ownerSVGElement : element).concat(isDrawn ? shapesBehind(element) : []);
      return Math.min(...behind.map((ground) => contrast(over(ink, ground), ground)));
    } catch {
      return null;
    }
  };
})();
