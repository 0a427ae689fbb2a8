import Commerce
import Foundation

extension DetailsInput {
    private static let longestName = 500
    private static let longestMetaDescription = 5_000
    private static let mostPictures = 20

    /// What the use case takes; what is wrong stands among the problems then.
    /// - Parameter former: the pictures there are: their words stay with them, and addresses of this shop stay.
    func details(former: [ProductImage] = [], _ problems: inout ProductInput.Problems) -> ProductDetails {
        if name.isEmpty { problems.sentences["name"] = "Give the product a name." }
        if name.count > Self.longestName {
            problems.sentences["name"] = "Shorten the name to \(Self.longestName) characters."
        }
        if !slug.isEmpty && !ProductSlug.isValid(slug) {
            problems.sentences["slug"] = "Use small letters, digits and dashes, such as blue-mug."
        }
        for (field, text, longest) in [
            ("meta_title", metaTitle, Self.longestName),
            ("meta_description", metaDescription, Self.longestMetaDescription),
            ("new_category", newCategory, 255), ("image_alt", imageAlt, Self.longestName),
        ] where text.count > longest {
            problems.sentences[field] = "Shorten it to \(longest) characters."
        }
        return ProductDetails(
            name: name,
            slug: slug.isEmpty ? nil : slug,
            description: description(&problems),
            category: category(&problems),
            images: images(former, &problems),
            metaTitle: metaTitle.isEmpty ? nil : metaTitle,
            metaDescription: metaDescription.isEmpty ? nil : metaDescription,
            isActive: isActive,
            isFeatured: isFeatured
        )
    }

    private func description(_ problems: inout ProductInput.Problems) -> SanitisedHTML? {
        guard !description.isEmpty else { return nil }
        do {
            return try ProductDescription.html(typed: description)
        } catch {
            problems.sentences["description"] = "\(error)".capitalizedSentence
            return nil
        }
    }

    private func category(_ problems: inout ProductInput.Problems) -> ProductDetails.Category {
        if !newCategory.isEmpty { return .named(newCategory) }
        guard !category.isEmpty else { return .none }
        guard let id = ID<Commerce.Category>(category) else {
            problems.sentences["category"] = "Choose one of the list."
            return .none
        }
        return .existing(id)
    }

    private func images(_ former: [ProductImage], _ problems: inout ProductInput.Problems) -> [ProductImage] {
        let known = Dictionary(former.map { ($0.url, $0.alt) }, uniquingKeysWith: { first, _ in first })
        let others = gallery.split(whereSeparator: \.isWhitespace).map(String.init)
        let isAddress = { (url: String) in known[url] != nil || Self.isPicture(url) }
        if !image.isEmpty && !isAddress(image) { problems.sentences["image"] = Self.pictureAdvice }
        if let wrong = others.first(where: { !isAddress($0) }) {
            problems.sentences["gallery"] = "“\(wrong.prefix(80))” is no address of a picture. \(Self.pictureAdvice)"
        }
        if others.count > Self.mostPictures {
            problems.sentences["gallery"] = "At most \(Self.mostPictures) more pictures."
        }
        let main = image.isEmpty ? [] : [ProductImage(url: image, alt: imageAlt)]
        return main + others.map { ProductImage(url: $0, alt: known[$0] ?? "") }
    }

    private static let pictureAdvice = "Enter an address that begins with https://."

    private static func isPicture(_ address: String) -> Bool {
        guard address.count <= 2_048, let url = URL(string: address), url.host()?.isEmpty == false else { return false }
        return url.scheme?.lowercased() == "https" && !address.contains(where: \.isWhitespace)
    }
}

extension String {
    /// `the text is long` as `The text is long.`
    fileprivate var capitalizedSentence: String { prefix(1).uppercased() + dropFirst() + "." }
}
